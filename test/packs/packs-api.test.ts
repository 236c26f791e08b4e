import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import type { PackModel } from "../../server/contract/pack-model.ts";
import type {
  comparedSchema,
  packListSchema,
  packRevisionsSchema,
  savedPackSchema,
} from "../../server/contract/packs.ts";
import { unzip } from "../../server/packs/zip.ts";
import { places } from "../../server/places.ts";
import { type Home, openHome } from "../../server/store/home.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { readTable } from "../recalculation/csv.ts";
import { appOver, entries, personWith } from "../support/app.ts";
import { temporaryFolder } from "../support/command.ts";
import { readPdf, readSlides, readWorkbook } from "../support/office.ts";
import { snapshotOf } from "../support/snapshot.ts";

type SavedPack = z.infer<typeof savedPackSchema>;
type Text = Omit<SavedPack["pack"], "state" | "approved" | "frozen">;

const analyst = personWith("analyst");
const [cases = [], outcomes = []] = ["cases", "outcomes"].map(
  (name) => readTable(readFileSync(join(places.sample, `${name}.csv`), "utf8")).rows,
);
let first: Snapshot & { close: () => void };
let later: Snapshot & { close: () => void };

beforeAll(async () => {
  first = named(await snapshotOf({ cases, outcomes, asAt: "2026-10-31" }), "first");
  const charge = outcomes.findIndex(
    ({ outcome_code, outcome_date = "" }) => outcome_code === "1" && outcome_date.endsWith("/09/2026"),
  );
  expect(charge).toBeGreaterThan(0);
  later = named(
    await snapshotOf({ cases, outcomes: outcomes.toSpliced(charge, 1), asAt: "2026-10-31" }),
    "later",
  );
});
afterAll(() => {
  first.close();
  later.close();
});

describe("a pack is begun, written, approved and frozen", () => {
  test("the audience is asked for; measures come from the catalogue, each with a draft made of its verdict", async () => {
    const home = newHome();
    expect(await ask(home, "POST", "/packs", { month: "2026-10" })).toMatchObject({
      status: 400,
      body: { error: { code: "bad-parameter", field: "audience" } },
    });
    const { body } = await ask<SavedPack>(home, "POST", "/packs", { month: "2026-10", audience: "internal" });
    expect(body).toMatchObject({
      id: "2026-10-internal",
      version: 1,
      savedBy: analyst.name,
      pack: { state: "draft" },
    });
    expect(body.pack.kpis).toHaveLength(16);
    const preview = (await ask<PackModel>(home, "GET", `/packs/${body.id}/preview`)).body;
    const page = preview.pages.find(({ kpi }) => kpi.id === "charges");
    expect(page?.headline).toBe(page?.draft.headline);
    expect(page?.headline).toMatch(/^Crimes charged: \d+ crimes in October 2026/);
  });

  test("what cannot be is refused with what to do: another's save, nothing chosen, an unknown measure or month", async () => {
    const home = newHome();
    const { id, pack } = await begun(home, "2026-10", "internal", ["charges"]);
    const put = (version: number, changes: Partial<Text>) =>
      ask(home, "PUT", `/packs/${id}`, { version, pack: { ...textOf(pack), ...changes } });
    expect(await put(2, { title: "Mine" })).toMatchObject({ status: 200, body: { version: 3 } });
    expect(await put(2, { title: "Theirs" })).toMatchObject({
      status: 409,
      body: { error: { code: "changed-meanwhile" } },
    });
    expect(await put(3, { kpis: [] })).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining("at least one KPI") } },
    });
    const unknown = [{ id: "nonsense", breakdown: null, headline: "", commentary: "" }];
    expect(await put(3, { kpis: unknown })).toMatchObject({
      status: 400,
      body: { error: { code: "unknown-kpi" } },
    });
    expect(await put(3, { month: "2026-12" })).toMatchObject({
      status: 400,
      body: { error: { code: "unknown-month" } },
    });
    expect(await ask(home, "GET", "/packs/none/preview")).toMatchObject({ status: 404 });
  });

  test("the next pack carries order, breakdowns and open actions, and leaves headlines and closed actions behind", async () => {
    const home = newHome();
    const { id, pack } = await begun(home, "2026-09");
    const kpis: Text["kpis"] = [
      { id: "charges", breakdown: "district", headline: "Written", commentary: "Also written" },
      { id: "attrition", breakdown: null, headline: "", commentary: "" },
    ];
    const action = { kpi: "charges", text: "Ask why", owner: "ACC", due: "2026-12-01", agreed: "2026-09" };
    const actions: Text["actions"] = [
      { ...action, id: "a1", state: "open" },
      { ...action, id: "a2", state: "done" },
    ];
    await ask(home, "PUT", `/packs/${id}`, { version: 1, pack: { ...textOf(pack), kpis, actions } });
    const next = await begun(home, "2026-10");
    expect(next.pack.kpis).toEqual(kpis.map((chosen) => ({ ...chosen, headline: "", commentary: "" })));
    expect(next.pack.actions).toEqual([{ ...action, id: "a1", state: "open" }]);
    const { packs } = (await ask<z.infer<typeof packListSchema>>(home, "GET", "/packs")).body;
    expect(packs.map((each) => each.id)).toEqual(["2026-10-internal", "2026-09-internal"]);
  });

  test("only what was approved is frozen, with the figures that were approved; a change takes the approval back", async () => {
    const home = newHome();
    const { id, pack } = await begun(home, "2026-10", "internal", ["charges"]);
    expect(await ask(home, "POST", `/packs/${id}/freeze`, { version: 2 })).toMatchObject({
      status: 409,
      body: { error: { code: "not-approved" } },
    });
    expect(await ask(home, "POST", `/packs/${id}/approve`, { version: 2 })).toMatchObject({
      body: { pack: { state: "approved" } },
    });
    const changed = { version: 3, pack: { ...textOf(pack), title: "Other" } };
    expect(await ask(home, "PUT", `/packs/${id}`, changed)).toMatchObject({
      body: { pack: { state: "draft", approved: null } },
    });
    await ask(home, "POST", `/packs/${id}/approve`, { version: 4 });
    expect(await ask(home, "POST", `/packs/${id}/freeze`, { version: 5 }, { snapshot: later })).toMatchObject(
      {
        status: 409,
        body: { error: { code: "changed-figures" } },
      },
    );
    expect(await ask(home, "POST", `/packs/${id}/freeze`, { version: 5 })).toMatchObject({
      body: { pack: { state: "frozen" } },
    });
    expect(await ask(home, "PUT", `/packs/${id}`, { ...changed, version: 6 })).toMatchObject({
      status: 409,
      body: { error: { code: "frozen" } },
    });
  });
});

test("a frozen pack gives the same bytes again after an import that revises it, and says what was revised", async () => {
  const home = newHome();
  const { id } = await begun(home, "2026-10", "internal", ["charges", "victim-withdrawal"]);
  await ask(home, "POST", `/packs/${id}/approve`, { version: 2 });
  await ask(home, "POST", `/packs/${id}/freeze`, { version: 3 });
  const before = await Promise.all(formats.map((format) => fileOf(home, id, format, first)));
  const after = await Promise.all(formats.map((format) => fileOf(home, id, format, later)));
  for (const [index, bytes] of before.entries())
    expect(Buffer.compare(bytes, after[index] ?? Buffer.of()), formats[index]).toBe(0);

  const revised = await ask<z.infer<typeof packRevisionsSchema>>(
    home,
    "GET",
    `/packs/${id}/revised`,
    undefined,
    {
      snapshot: later,
    },
  );
  expect(revised.body).toMatchObject({ kept: "first", served: "later", definitions: [], gone: [] });
  expect(revised.body.figures).toContainEqual(expect.objectContaining({ kpi: "charges", month: "Sep 2026" }));
  const [was, is] = revised.body.figures
    .filter(({ kpi }) => kpi === "charges")
    .flatMap(({ before: old, after: now }) => [Number.parseInt(old, 10), Number.parseInt(now, 10)]);
  expect((was ?? 0) - (is ?? 0)).toBe(1);
  const same = await ask<z.infer<typeof packRevisionsSchema>>(home, "GET", `/packs/${id}/revised`);
  expect(same.body.figures).toEqual([]);
});

test("a breakdown has its page in all three files, with the same rows", async () => {
  const home = newHome();
  const { id, pack } = await begun(home, "2026-10", "internal", ["victim-withdrawal"]);
  const kpis = pack.kpis.map((chosen) => ({ ...chosen, breakdown: "district" as const }));
  await ask(home, "PUT", `/packs/${id}`, { version: 2, pack: { ...textOf(pack), kpis } });
  const { body } = await ask<PackModel>(home, "GET", `/packs/${id}/preview`);
  const rows = body.pages[0]?.breakdown?.table.rows ?? [];
  expect(rows.length).toBeGreaterThan(3);
  const slides = readSlides(unzip(await fileOf(home, id, "pptx")));
  const workbook = readWorkbook(await fileOf(home, id, "xlsx"));
  const { pages } = await readPdf(await fileOf(home, id, "pdf"));
  const sheet = Object.values(workbook).find(([title]) => String(title?.[0]).includes("by district")) ?? [];
  const text = pages.join(" ").replace(/\s+/g, " ");
  for (const [index, row] of rows.entries()) {
    const numbers = sheet[4 + index]?.map((cell, column) => {
      if (typeof cell !== "number") return cell;
      return row[column]?.endsWith("%") ? `${(cell * 100).toFixed(1)}%` : cell.toLocaleString("en-GB");
    });
    expect(numbers).toEqual(row);
    expect(sheet[4 + index]?.filter((cell) => typeof cell === "number").length).toBeGreaterThan(0);
    expect(text).toContain(row.filter(Boolean).join(" "));
    expect(slides.some((slide) => slide.text.includes(row.filter(Boolean).join("\n")))).toBe(true);
  }
});

test("an external pack is made of released figures for every role", async () => {
  const home = newHome();
  const external = await begun(home, "2026-10", "external");
  const { body } = await ask<PackModel>(home, "GET", `/packs/${external.id}/preview`);
  expect(body.marking).toEqual({ label: "OFFICIAL", handling: "Small numbers protected for release" });
  const counts = body.pages.flatMap(({ kpi, series }) =>
    (series?.points ?? []).flatMap(({ numerator, denominator, value }) => [
      numerator,
      denominator,
      kpi.unit === "crimes" ? value : null,
    ]),
  );
  const shown = counts.filter((count) => count !== null);
  expect(shown.length).toBeGreaterThan(500);
  expect(shown.filter((count) => count < 10 || count % 5 !== 0)).toEqual([]);
});

test("a file that is taken is recorded with its recipient, snapshot and rows of figures", async () => {
  const home = newHome();
  const { id } = await begun(home, "2026-10", "external");
  entries.length = 0;
  for (const query of ["format=xlsx", "format=xlsx&recipient=Police+and+Crime+Panel"])
    await appOver(first, {}, personWith("officer"), home).request(`/api/packs/${id}/file?${query}`);
  expect(entries).toMatchObject(
    ["an audience outside the force", "Police and Crime Panel"].map((recipient) => ({
      action: "disclosure",
      what: `GET /api/packs/${id}/file as xlsx`,
      recipient,
      snapshot: first.manifest.snapshot.id,
    })),
  );
  expect(entries[0]?.rows).toBeGreaterThan(500);
});

test("two packs stand beside each other, measure by measure", async () => {
  const home = newHome();
  const september = await begun(home, "2026-09", "internal", ["charges"]);
  const october = await begun(home, "2026-10", "internal", ["charges", "attrition"]);
  const { body } = await ask<z.infer<typeof comparedSchema>>(
    home,
    "GET",
    `/packs/${october.id}/compare?with=${september.id}`,
  );
  expect(body.kpis.map(({ kpi }) => kpi)).toEqual(["charges", "attrition"]);
  expect(body.kpis[0]?.headline.before).toContain("September 2026");
  expect(body.kpis[0]?.headline.after).toContain("October 2026");
  expect(body.kpis[1]).toMatchObject({ before: "", headline: { before: "" } });
});

const formats = ["pptx", "pdf", "xlsx"] as const;

type Answer<Body> = { status: number; body: Body };

function newHome(): Home {
  return openHome(temporaryFolder());
}

async function ask<Body = unknown>(
  home: Home,
  method: string,
  path: string,
  body?: unknown,
  { snapshot = first, person = analyst }: { snapshot?: Snapshot; person?: typeof analyst } = {},
): Promise<Answer<Body>> {
  const response = await appOver(snapshot, {}, person, home).request(`http://localhost/api${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
  });
  return { status: response.status, body: await response.json() };
}

async function fileOf(
  home: Home,
  id: string,
  format: string,
  snapshot: Snapshot = first,
): Promise<Uint8Array> {
  const app = appOver(snapshot, {}, analyst, home);
  const response = await app.request(`http://localhost/api/packs/${id}/file?format=${format}`);
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
}

/** A new pack, of some measures where they are named. */
async function begun(
  home: Home,
  month = "2026-10",
  audience = "internal",
  ids?: string[],
): Promise<SavedPack> {
  const { body } = await ask<SavedPack>(home, "POST", "/packs", { month, audience });
  if (!ids) return body;
  const kpis = ids.map((id) => ({ id, breakdown: null, headline: "", commentary: "" }));
  const change = { version: body.version, pack: { ...textOf(body.pack), kpis } };
  return (await ask<SavedPack>(home, "PUT", `/packs/${body.id}`, change)).body;
}

function textOf({ state: _, approved: __, frozen: ___, ...text }: SavedPack["pack"]): Text {
  return text;
}

function named<Given extends Snapshot>(snapshot: Given, id: string): Given {
  const { manifest } = snapshot;
  return { ...snapshot, manifest: { ...manifest, snapshot: { ...manifest.snapshot, id } } };
}
