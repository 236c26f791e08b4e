import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { Person } from "../../server/access/person.ts";
import { createApp } from "../../server/app.ts";
import type { PackModel } from "../../server/contract/pack-model.ts";
import { unzip } from "../../server/packs/zip.ts";
import { saveDocument } from "../../server/store/documents.ts";
import { type Home, openHome } from "../../server/store/home.ts";
import { databaseName, manifestName } from "../../server/store/publish.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { dependenciesOver, fromOwnPage, personWith } from "../support/app.ts";
import { temporaryFolder } from "../support/command.ts";
import { readPdf, readSlides, readWorkbook } from "../support/office.ts";
import { snapshotOf } from "../support/snapshot.ts";

type Kept = Snapshot & { close: () => void };

const analyst = personWith("analyst");
let july: Kept;
let mended: Kept;
let october: Kept;

/** Twenty crimes each month; those of a month were all charged two months later, as the outcomes of October know. */
beforeAll(async () => {
  const months = Array.from({ length: 22 }, (_, n) =>
    new Date(Date.UTC(2025, n, 5)).toISOString().slice(0, 7),
  );
  const cases = months.flatMap((month) =>
    Array.from({ length: 20 }, (_, n) => ({
      crime_ref: `${month}-${n}`,
      recorded_date: `${month}-05`,
      offence_code: "19C",
    })),
  );
  const outcomes = cases.flatMap(({ crime_ref, recorded_date }) => {
    const date = new Date(Date.parse(recorded_date) + 60 * 86_400_000).toISOString().slice(0, 10);
    return date > "2026-10-31" ? [] : [{ crime_ref, outcome_code: "1", outcome_date: date }];
  });
  const asAt = (date: string) =>
    snapshotOf({
      cases: cases.filter(({ recorded_date }) => recorded_date <= date),
      outcomes: outcomes.filter(({ outcome_date }) => outcome_date <= date),
      asAt: date,
    });
  july = named(await asAt("2026-07-31"), "2026-07-31.a", "2026-08-01");
  mended = named(await asAt("2026-07-31"), "2026-07-31.b", "2026-08-03");
  october = named(await asAt("2026-10-31"), "2026-10-31.a", "2026-11-01");
});
afterAll(() => {
  for (const each of [july, mended, october]) each.close();
});

test("a pack of an earlier month is made of the snapshot of that time, and knows nothing that came after", async () => {
  const home = homeWith(july, october);
  const { id, figures } = await ask(home, "POST", "/packs", { month: "2026-07", audience: "internal" });
  expect(figures).toBe(july.manifest.snapshot.id);
  const model: PackModel = await ask(home, "GET", `/packs/${id}/preview`);
  expect(model.snapshot).toMatchObject({ id: july.manifest.snapshot.id, asAt: "2026-07-31" });
  expect(model.notices).toEqual([]);
  const mature = model.pages
    .find(({ kpi }) => kpi.id === "charged-within-a-year")
    ?.series?.points.filter((point) => point.mature);
  expect(mature?.at(-1)?.month).toBe("2025-07");
});

test("of two snapshots of that time the newer one is used, but not one that was taken out of service", async () => {
  const asked = { month: "2026-07", audience: "internal" };
  expect((await ask(homeWith(july, mended, october), "POST", "/packs", asked)).figures).toBe("2026-07-31.b");
  const home = homeWith(july, mended, october);
  const restore = z.strictObject({ snapshot: z.string(), from: z.string() });
  const back = { snapshot: "2026-07-31.a", from: "2026-07-31.b" };
  await saveDocument(home, "restores", restore, back, { over: 0, by: "Ann", at: new Date() });
  expect((await ask(home, "POST", "/packs", asked)).figures).toBe("2026-07-31.a");
});

test("where no snapshot of that time is kept, page 1 of every file says that the pack was made later, from what", async () => {
  const home = homeWith(october);
  const { id } = await ask(home, "POST", "/packs", { month: "2026-07", audience: "internal" });
  const words = /Made later: this pack of July 2026 is made from files as at 31 October 2026/;
  const [deck, pdf, book] = await Promise.all(
    ["pptx", "pdf", "xlsx"].map((format) => fileOf(home, id, format)),
  );
  const [page] = (await readPdf(pdf ?? new Uint8Array())).pages;
  const [sheet] = Object.values(await readWorkbook(book ?? new Uint8Array()));
  for (const first of [readSlides(unzip(deck ?? new Uint8Array()))[0]?.text, page, JSON.stringify(sheet)])
    expect(first?.replace(/\s+/g, " ")).toMatch(words);
});

test("an approved pack of an earlier month stays approved when later files are imported", async () => {
  const home = homeWith(july);
  const { id } = await ask(home, "POST", "/packs", { month: "2026-07", audience: "internal" }, july);
  await ask(home, "POST", `/packs/${id}/approve`, { version: 1 }, july);
  keepIn(home, october);
  const later = await ask(home, "GET", `/packs/${id}`);
  expect(later.pack.approved.snapshot).toBe(later.figures);
  const frozen = await ask(home, "POST", `/packs/${id}/freeze`, { version: 2 });
  expect(frozen.pack.frozen.snapshot).toBe(july.manifest.snapshot.id);
});

test("a month after the served one is refused although a later snapshot is kept, as that was taken back", async () => {
  const home = homeWith(july, october);
  const { id } = await ask(home, "POST", "/packs", { month: "2026-10", audience: "internal" }, july);
  expect(await ask(home, "GET", `/packs/${id}/preview`, undefined, july)).toMatchObject({
    error: { code: "unknown-month" },
  });
});

function named(snapshot: Kept, id: string, importedAt: string): Kept {
  const { manifest } = snapshot;
  return { ...snapshot, manifest: { ...manifest, snapshot: { ...manifest.snapshot, id, importedAt } } };
}

/** A home in which these snapshots are kept. */
function homeWith(...kept: Kept[]): Home {
  const home = openHome(temporaryFolder());
  for (const each of kept) keepIn(home, each);
  return home;
}

function keepIn(home: Home, { manifest }: Kept): void {
  const folder = join(home.snapshots, manifest.snapshot.id);
  mkdirSync(folder);
  writeFileSync(join(folder, manifestName), JSON.stringify(manifest));
  writeFileSync(join(folder, databaseName), "");
}

/** The API that serves one snapshot and can open the others. */
function appOf(home: Home, served: Kept, person: Person = analyst) {
  const given = dependenciesOver(served, {}, home);
  const all = [july, mended, october];
  const store: typeof given.store = {
    ...given.store,
    readSnapshot: (id, reader) => reader(all.find(({ manifest }) => manifest.snapshot.id === id) ?? served),
  };
  return createApp({ ...given, store, identify: () => person });
}

async function ask(home: Home, method: string, path: string, body?: unknown, served = october) {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const init = fromOwnPage({ method, headers: { "Content-Type": "application/json" }, ...sent });
  return (await appOf(home, served).request(`/api${path}`, init)).json();
}

async function fileOf(home: Home, id: string, format: string): Promise<Uint8Array> {
  const response = await appOf(home, october).request(
    `/api/packs/${id}/file?format=${format}`,
    fromOwnPage(),
  );
  return new Uint8Array(await response.arrayBuffer());
}
