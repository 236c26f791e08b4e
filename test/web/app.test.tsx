// @vitest-environment happy-dom
import { cleanup, configure, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { capabilitiesOf } from "../../server/access/capabilities.ts";
import { patience } from "../support/patience.ts";
import { renderApp } from "../support/rendered-app.tsx";
import {
  givenChanges,
  givenKpi,
  givenPoint,
  givenSnapshot,
  givenTile,
  improvement,
  nothingCompared,
} from "./given.ts";

configure({ asyncUtilTimeout: patience.ofWait });

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test("a tile gives value, n of N, what it means in words, the target and the month", async () => {
  open("/");
  const tile = await screen.findByRole("article");
  expect(tile.textContent).toContain("33.0");
  expect(tile.textContent).toContain("33 of 100 crimes, recorded Oct 2026");
  expect(tile.textContent).toContain("Improvement: 9 months below average");
  expect(tile.textContent).toContain("Target 40% or lower: hit and miss");
  expect(within(tile).getByRole("img", { name: /24 months. Latest 33%, Oct 2026/ })).toBeTruthy();
});

test("what changed says what the server names, what it does not, and the rule; and the page says that its data are synthetic", async () => {
  const still = { ...improvement, variation: "common-cause" as const, words: "within usual range" };
  open("/", {
    tiles: [
      givenTile(),
      givenTile({ kpi: givenKpi({ id: "charges", title: "Crimes charged" }), verdict: still }),
    ],
  });
  const section = (await screen.findByRole("heading", { name: "What changed this month" })).closest(
    "section",
  );
  expect(section?.textContent).toContain("Lower over 9 months (Feb to Oct 2026)");
  expect(section?.textContent).toContain("1 of 2 measures that can be judged has changed");
  expect(section?.textContent).toContain("As usual1 measure to which nobody need reactCrimes charged.");
  expect(section?.textContent).toContain(givenChanges.rule);
  expect(screen.getByLabelText("About these data").textContent).toContain("invented, no real people");
});

test("where no measure can be compared nothing is said to have changed", async () => {
  open("/", { tiles: [givenTile({ verdict: null, limits: null })], changes: nothingCompared });
  await screen.findByRole("article");
  expect(screen.queryByText("What changed this month")).toBeNull();
});

test("a KPI whose columns are missing is a gap with its reason, and one failed tile leaves the others", async () => {
  const absent = givenKpi({
    id: "isva",
    title: "ISVA offered",
    available: false,
    reason: "No column isva_date.",
  });
  const failed = givenKpi({ id: "charges", title: "Charges" });
  open("/", {
    tiles: [
      givenTile(),
      givenTile({ kpi: failed, latest: null, points: [], verdict: null, error: "It failed here." }),
      givenTile({ kpi: absent, latest: null, points: [], verdict: null }),
    ],
  });
  expect((await screen.findAllByRole("article")).map((tile) => tile.textContent)).toEqual([
    expect.stringContaining("33.0"),
    expect.stringMatching(/Could not be worked out.*It failed here.*Try again/),
    expect.stringMatching(/Not available.*No column isva_date/),
  ]);
});

test("a choice of districts is written in the address and asked of the API with repeated keys, and kept on the way to a KPI", async () => {
  const { router, asked } = open("/");
  await screen.findByRole("article");
  fireEvent.click(screen.getByLabelText("North"));
  fireEvent.click(await screen.findByLabelText("South"));
  await waitFor(() => expect(router.history.location.search).toBe("?district=North&district=South"));
  await waitFor(() => expect(asked).toContain("/api/flight-deck?district=North&district=South"));
  const link = within(screen.getByRole("article")).getByRole("link");
  expect(link.getAttribute("href")).toBe("/kpi/victim-withdrawal?district=North&district=South");
  fireEvent.click(screen.getByRole("button", { name: /^Clear all filters/ }));
  await waitFor(() => expect(router.history.location.search).toBe(""));
});

test("filters with one value in the snapshot are not offered", async () => {
  open("/");
  fireEvent.click(await screen.findByRole("button", { name: "More filters" }));
  expect(screen.getByRole("group", { name: "Domestic abuse" })).toBeTruthy();
  expect(screen.queryByRole("group", { name: "team" })).toBeNull();
});

test("an installation without data says how to import", async () => {
  open("/", { status: 503, error: { code: "no-data", message: "Nothing imported." } });
  expect(await screen.findByRole("heading", { name: "No figures yet" })).toBeTruthy();
  expect(document.body.textContent).toContain("npm run import -- --folder");
});

test("an error says what happened and can be tried again", async () => {
  const { asked } = open("/", {
    status: 500,
    error: { code: "internal", message: "The log explains it under 4f21." },
  });
  expect((await screen.findByRole("alert")).textContent).toContain("The log explains it under 4f21.");
  const before = asked.length;
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(asked.length).toBeGreaterThan(before));
});

test("filters that leave no crime say so, and can be cleared", async () => {
  const empty = givenPoint("2026-10", { numerator: 0, denominator: 0, value: null });
  open("/?district=North", {
    tiles: [givenTile({ points: [empty], latest: null, verdict: null, limits: null })],
  });
  expect(await screen.findByRole("heading", { name: "No crimes match these filters" })).toBeTruthy();
  const everything = screen.getByRole("link", { name: "Every crime in the files" });
  expect(everything.getAttribute("href")).toBe("/?scope=all");
});

test("an unknown KPI and an unknown page are not found", async () => {
  open("/kpi/nope");
  expect(await screen.findByText(/There is no KPI called “nope”/)).toBeTruthy();
  cleanup();
  open("/nowhere");
  expect(await screen.findByRole("heading", { name: "Not found" })).toBeTruthy();
});

test("the month table holds the API's own values", async () => {
  open("/kpi/victim-withdrawal");
  const row = (await screen.findAllByRole("row")).find((one) => one.textContent?.startsWith("Oct 2026"));
  const values = [...(row?.querySelectorAll("data") ?? [])].map((cell) => cell.getAttribute("value"));
  expect(values).toEqual(["33", "100", "0.33", "0", "0.446", "0.336", "0.557"]);
});

test("revisions are against the snapshot of the last frozen pack, and what it says and agreed stands on the page", async () => {
  const kept = { damaged: false, importedAt: "2026-10-01T08:00:00Z", asAt: "2026-09-30" };
  const action = { kpi: null, owner: "Det Supt", due: "2026-10-01", state: "open", agreed: "2026-08" };
  const pack = (month: string, state: string, snapshot: string | null) => ({
    id: `${month}-internal`,
    version: 1,
    savedAt: "2026-10-02T08:00:00Z",
    savedBy: "A",
    pack: {
      month,
      state,
      audience: "internal",
      frozen: snapshot && { by: "A", at: "2026-10-02T08:00:00Z", snapshot },
      kpis: [{ id: "victim-withdrawal", breakdown: null, headline: `Said in ${month}`, commentary: "" }],
      actions: [
        { ...action, id: "a", text: "Ask victims why" },
        { ...action, id: "b", text: "Of another measure", kpi: "charges" },
      ],
    },
  });
  const { asked } = open("/kpi/victim-withdrawal", {
    more: {
      "/api/session": {
        mode: "local",
        person: {
          name: "A",
          roles: ["analyst"],
          may: capabilitiesOf({ roles: ["analyst"] }),
        },
      },
      "/api/imports": {
        current: null,
        restores: [],
        snapshots: [
          { ...kept, id: "later" },
          { ...kept, id: "of-the-pack" },
        ],
      },
      "/api/packs": {
        packs: [pack("2026-10", "draft", null), pack("2026-09", "frozen", "of-the-pack")],
      },
    },
  });
  await screen.findByRole("heading", { name: "Why is this different from the last pack?" });
  const against = screen.getByRole("combobox", { name: "Against" });
  expect([...against.querySelectorAll("option")].map(({ textContent }) => textContent)).toEqual([
    "Pack of September 2026",
    "Snapshot as at 30 Sep 2026",
  ]);
  await waitFor(() =>
    expect(asked.filter((path) => path.includes("/revisions"))).toEqual([
      expect.stringContaining("against=of-the-pack"),
    ]),
  );
  await screen.findByText("Said in 2026-09");
  expect(screen.getByText("Ask victims why").closest("tr")?.textContent).toContain(
    "Open, was due before the as-at date",
  );
  expect(screen.queryByText("Of another measure")).toBeNull();
});

type Answers = {
  /** Answers of further addresses. */
  more?: Record<string, unknown>;
  tiles?: ReturnType<typeof givenTile>[];
  changes?: typeof givenChanges;
  status?: number;
  error?: { code: string; message: string };
};

/** Opens the app at an address, with an API that answers from `given.ts` and notes what it was asked. */
function open(address: string, answers: Answers = {}) {
  const tiles = answers.tiles ?? [givenTile()];
  const asked: string[] = [];
  const bodies: Record<string, unknown> = {
    "/api/snapshot": givenSnapshot(),
    "/api/checks": { snapshot: "s", checks: [] },
    "/api/kpis": { kpis: tiles.map(({ kpi }) => kpi), faults: [] },
    "/api/flight-deck": { snapshot: "s", tiles, changes: answers.changes ?? givenChanges },
    "/api/kpis/victim-withdrawal/series": {
      ...tiles[0],
      kpi: "victim-withdrawal",
      snapshot: "s",
      annotations: [],
      rare: [],
    },
    ...answers.more,
  };
  vi.stubGlobal("fetch", async (input: RequestInfo | URL) => {
    const { pathname, search } = new URL(String(input), "http://localhost");
    asked.push(pathname + search);
    if (answers.error) return Response.json({ error: answers.error }, { status: answers.status ?? 500 });
    const body = bodies[pathname];
    return body
      ? Response.json(body)
      : Response.json({ error: { code: "not-found", message: "No." } }, { status: 404 });
  });
  const router = renderApp(address);
  return { router, asked };
}
