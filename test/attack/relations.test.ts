import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { forceRows } from "../../data/synthetic/force.ts";
import { attackFigures } from "../../server/attack/attack.ts";
import { addCells, type Constraints } from "../../server/attack/constraints.ts";
import { type Facts, factsOf } from "../../server/attack/facts.ts";
import { type Fetched, fetchAsViewer } from "../../server/attack/fetch.ts";
import { addRelations } from "../../server/attack/relations.ts";
import type { Dimension } from "../../server/contract/filters.ts";
import { settingsSchema } from "../../server/contract/settings.ts";
import { keyOf } from "../../server/measures/counts.ts";
import type { Relation } from "../../server/model/relations.ts";
import { places } from "../../server/places.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { temporaryFolder } from "../support/command.ts";
import { bothOfSample } from "../support/sample.ts";
import { measureQueries, snapshotOf } from "../support/snapshot.ts";

const view = { exactness: "released", rule: settingsSchema.parse({}).small_numbers } as const;
const asAt = "2025-12-31";
const force = forceRows({ seed: 5, crimesPerMonth: 40, firstMonth: "2024-01", months: 24, asAt });
const product = join(places.queries, "kpis");

let sample: Fetched;

beforeAll(async () => {
  const { snapshot } = await bothOfSample();
  sample = await fetchedOf(snapshot);
});

test("every relation that a KPI of the product states adds up somewhere in the sample", () => {
  const facts = factsOf(sample);
  expect(facts.relations.length).toBeGreaterThan(20);
  for (const relation of facts.relations)
    expect(sumsOf(facts, relation), JSON.stringify(relation)).toBeGreaterThan(0);
});

test("the KPIs of the product say of which other counts their own are", async () => {
  expect(attackFigures(sample, null).unstated).toEqual([]);
  for (const crimesPerMonth of [8, 30]) {
    const rows = forceRows({ seed: 2, crimesPerMonth, firstMonth: "2024-01", months: 24, asAt });
    const { unstated } = attackFigures(await fetchedOnce(await snapshotOf({ ...rows, asAt })), null);
    expect(unstated).toEqual([]);
  }
});

test("KPIs that count what others count, or what one leaves out, and do not say so, are found and named with another", async () => {
  const copies = ["recorded-crimes", "charges", "early-advice-uptake"].map((of) => ({
    id: `a-copy-of-${of}`,
    of,
  }));
  const rest = (query: string) => `select * replace (1 - value as value) from (${query})`;
  const left = { id: "a-rest", of: "charge-rate-closed", change: rest };
  const { unstated } = attackFigures(await withOwnKpis([...copies, left]), null);
  const own = [...copies, left].map(({ id }) => id);
  for (const { id } of copies) {
    const others = unstated.flatMap((pair) => (pair.some(({ of }) => of === id) ? pair : []));
    expect(
      others.filter(({ of }) => of !== null && !own.includes(of)),
      id,
    ).not.toEqual([]);
  }
  expect(unstated.flat()).toContainEqual({ answer: "series", of: "charge-rate-closed", what: ["rest"] });
});

test("once it says so it is attacked with what is known of the other, and nothing is missing", async () => {
  const same = { whole: { what: ["numerator"] }, parts: [{ of: "recorded-crimes", what: ["numerator"] }] };
  for (const relations of [[], [same]]) {
    const { cells, unstated } = attackFigures(
      await withOwnKpis([{ id: "a-copy", of: "recorded-crimes", relations }]),
      null,
    );
    expect(unstated).toHaveLength(relations.length === 0 ? 1 : 0);
    const known = new Map(cells.map((cell) => [keyOf(cell.id), cell.known]));
    const copies = cells.filter(({ id }) => id.of === "a-copy" && id.answer === "series");
    expect(copies.length).toBeGreaterThan(100);
    for (const { id, known: ofCopy } of copies)
      expect(ofCopy).toEqual(known.get(keyOf({ ...id, of: "recorded-crimes" })));
  }
});

test("a relation with a count that no answer knows stops the attack", () => {
  const numerator = (of: string) => ({ answer: "series" as const, of, what: ["numerator"] });
  const facts = factsOf(sample);
  const attackedWith = (relation: Relation, faulty: string[] = []) => sumsOf({ ...facts, faulty }, relation);
  const unknown = { whole: numerator("recorded-crimes"), parts: [numerator("nowhere")] };
  expect(() => attackedWith(unknown)).toThrow("no answer counts the numerator of series nowhere");
  expect(() => attackedWith({ whole: numerator("nowhere"), parts: [numerator("charges")] })).toThrow();
  expect(() =>
    attackedWith({
      whole: numerator("charges"),
      parts: [{ answer: "incidence", of: null, what: ["group", "charge", 365] }],
    }),
  ).toThrow("no answer counts the group charge 365 of incidence");
  const stock = numerator("open-investigations");
  expect(() => attackedWith({ stock, came: numerator("nowhere"), went: stock })).toThrow();
  expect(() => attackedWith(unknown, ["nowhere"])).not.toThrow();
});

test("a relation at an age at which no curve is released, or with a KPI that is not available, says nothing", async () => {
  const charged = { answer: "series" as const, of: "charged-within-a-year", what: ["numerator"] };
  const oddAge = { answer: "incidence" as const, of: null, what: ["group", "charged", 100] };
  expect(sumsOf(factsOf(sample), { whole: charged, parts: [oddAge] })).toBe(0);
  const cases = force.cases.map(({ early_advice_date: _, ...row }) => row);
  const facts = factsOf(await fetchedOnce(await snapshotOf({ ...force, cases, asAt })));
  const unavailable = { answer: "series" as const, of: "days-to-early-advice", what: ["denominator"] };
  expect(sumsOf(facts, { whole: charged, parts: [unavailable] })).toBe(0);
});

/** How many sums a relation adds to counts. */
function sumsOf(facts: Facts, relation: Relation): number {
  const constraints: Constraints = { cells: [], sums: [] };
  addRelations(constraints, addCells(constraints, facts, null), [relation]);
  return constraints.sums.length;
}

type OwnKpi = { id: string; of: string; relations?: object[]; change?: (query: string) => string };

/** What viewers can fetch of a force that has added KPIs, each another's under a new id, with its relations. */
async function withOwnKpis(kpis: OwnKpi[]): Promise<Fetched> {
  const own = temporaryFolder();
  for (const { id, of, relations = [], change = (query: string) => query } of kpis) {
    cpSync(join(product, of), join(own, id), { recursive: true });
    const [json, sql] = [join(own, id, "kpi.json"), join(own, id, "query.sql")];
    writeFileSync(json, JSON.stringify({ ...JSON.parse(readFileSync(json, "utf8")), relations }));
    writeFileSync(sql, change(readFileSync(sql, "utf8")));
  }
  return fetchedOnce(await snapshotOf({ ...force, asAt, kpiFolders: [product, own] }));
}

/** What viewers can fetch of a snapshot made for this, which is closed then. */
async function fetchedOnce(snapshot: Snapshot & { close: () => void }): Promise<Fetched> {
  try {
    return await fetchedOf(snapshot);
  } finally {
    snapshot.close();
  }
}

async function fetchedOf(snapshot: Snapshot): Promise<Fetched> {
  const asking = { snapshot, queries: measureQueries, dimensions: ["district"] as Dimension[] };
  const [fetched] = await fetchAsViewer(asking, [view]);
  if (!fetched) throw new Error("nothing fetched");
  return fetched;
}
