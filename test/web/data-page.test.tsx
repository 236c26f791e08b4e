// @vitest-environment happy-dom
import { cleanup, configure, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { CurrentImport } from "../../web/types.ts";
import { patience } from "../support/patience.ts";
import { renderApp } from "../support/rendered-app.tsx";
import { givenSnapshot } from "./given.ts";
import { givenFile, givenImport, givenImports, givenInputColumns } from "./given-import.ts";

configure({ asyncUtilTimeout: patience.ofWait });

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test("where nothing is imported yet the Data page is where one begins, with a word on the sample", async () => {
  open({ "/api/snapshot": problem(503, "no-data") });
  expect(await screen.findByRole("heading", { name: "Drop CSV files here" })).toBeTruthy();
  expect(document.body.textContent).toContain("No figures yet.");
  expect(document.body.textContent).toContain("the sample: an invented force, no real people");
});

test("who may not import is told so in a sentence, and still sees what the figures rest on", async () => {
  open({ "/api/imports": problem(403, "forbidden") });
  expect(await screen.findByText(/you need the role of importer/)).toBeTruthy();
  expect(screen.queryByRole("heading", { name: "Drop CSV files here" })).toBeNull();
  expect(screen.getByRole("heading", { name: /Served now/ })).toBeTruthy();
});

test("an import that someone else began is shown with who and since when, how far it is, and can be cancelled", async () => {
  const progress = { stage: "figures", detail: "Crimes charged", done: 3, of: 16 } as const;
  const { asked } = open({ "/api/imports": importsWith({ state: "building", progress }) });
  expect(await screen.findByText(/Begun by local:jo on 24 Nov 2026/)).toBeTruthy();
  const steps = screen.getAllByRole("listitem").map((item) => item.textContent);
  expect(steps[0]).toBe("Reading the files: done");
  expect(steps[2]).toContain("4 of 16: Crimes charged");
  fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
  await waitFor(() => expect(asked).toContain("DELETE /api/imports/abc"));
});

test("thirty columns and four hundred texts are shown, the texts a page at a time", async () => {
  const [column] = givenFile().columns;
  const [text] = givenFile().texts;
  if (!column || !text) throw new Error("nothing given");
  const file = givenFile({
    columns: Array.from({ length: 30 }, (_, place) => ({
      ...column,
      header: `Column ${place}`,
      column: null,
      known: false,
    })),
    texts: Array.from({ length: 400 }, (_, place) => ({ ...text, text: `Text ${place}`, rows: 400 - place })),
  });
  open({ "/api/imports": importsWith({ files: [file] }) });
  const columns = await screen.findByRole("region", { name: /^Match your columns/ });
  expect(within(columns).getAllByRole("rowheader")).toHaveLength(30);
  const texts = screen.getByRole("region", { name: "Values" });
  expect(within(texts).getAllByRole("listitem")).toHaveLength(25);
  fireEvent.click(within(texts).getByRole("button", { name: "Next" }));
  expect(within(texts).getAllByRole("listitem")[0]?.textContent).toContain("Text 25");
  fireEvent.click(within(texts).getByRole("button", { name: "Confirm the 400 likely ones" }));
  expect(texts.textContent).toContain("400 of 400 confirmed");
});

test("a dry run sends what was confirmed and nothing else, and its refusal leaves every choice in place", async () => {
  const { asked, bodies } = open({
    "/api/imports": importsWith({}),
    "/api/imports/abc/dry-run": problem(409, "compared-with-another"),
  });
  fireEvent.click(await screen.findByRole("checkbox", { name: "Confirm that Recorded Dt is recorded_date" }));
  fireEvent.click(screen.getByRole("button", { name: "Start the dry run" }));
  expect((await screen.findByRole("alert")).textContent).toContain("offence_code or offence_text");
  expect(asked).not.toContain("POST /api/imports/abc/dry-run");

  fireEvent.change(screen.getByLabelText("Field for column HO Class"), { target: { value: "offence_text" } });
  fireEvent.click(screen.getByRole("checkbox", { name: "Confirm that Undetected stands for 18" }));
  fireEvent.click(screen.getByRole("button", { name: "Start the dry run" }));
  await waitFor(() => expect(asked).toContain("POST /api/imports/abc/dry-run"));
  expect(bodies.at(-1)).toEqual({
    roles: {},
    mapping: {
      columns: { cases: { "Recorded Dt": "recorded_date", "HO Class": "offence_text" } },
      codes: { offence: {}, outcome: { Undetected: "18" }, cancelled: {}, answer: {} },
      dates: { day_first: false, excel_days: false },
    },
    mappingName: null,
    asAt: null,
    override: null,
  });
  expect((await screen.findByRole("alert")).textContent).toContain("No.");
  expect(screen.getByLabelText<HTMLSelectElement>("Field for column HO Class").value).toBe("offence_text");
});

type Given = { status: number; body: unknown };

function problem(status: number, code: string): Given {
  return { status, body: { error: { code, message: "No." } } };
}

function importsWith(changes: Partial<CurrentImport>): Given {
  return { status: 200, body: { ...givenImports, current: givenImport(changes) } };
}

/** Opens the Data page over an API that answers what is given, and notes what it was asked. */
function open(given: Record<string, Given>) {
  const asked: string[] = [];
  const bodies: unknown[] = [];
  const answers: Record<string, Given> = {
    "/api/snapshot": { status: 200, body: givenSnapshot() },
    "/api/checks": { status: 200, body: { snapshot: "s", checks: [] } },
    "/api/kpis": { status: 200, body: { kpis: [], faults: [] } },
    "/api/imports": { status: 200, body: givenImports },
    "/api/imports/abc/recognise": { status: 200, body: givenImport() },
    "/api/input-columns": { status: 200, body: givenInputColumns },
    "/api/mappings": { status: 200, body: { mappings: [] } },
    ...given,
  };
  vi.stubGlobal("fetch", async (input: RequestInfo | URL, init?: RequestInit) => {
    const { pathname } = new URL(String(input), "http://localhost");
    asked.push(`${init?.method ?? "GET"} ${pathname}`);
    if (typeof init?.body === "string") bodies.push(JSON.parse(init.body));
    const { status, body } = answers[pathname] ?? problem(404, "not-found");
    return Response.json(body, { status });
  });
  vi.stubGlobal("EventSource", function silent() {
    return { addEventListener: () => undefined, close: () => undefined };
  });
  renderApp("/data");
  return { asked, bodies };
}
