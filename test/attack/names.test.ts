import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { forceRows } from "../../data/synthetic/force.ts";
import { constraintsOf } from "../../server/attack/attack.ts";
import { isSmall, pinned, tightenAll } from "../../server/attack/bounds.ts";
import { factsOf } from "../../server/attack/facts.ts";
import { fetchAsViewer } from "../../server/attack/fetch.ts";
import { type MeasureQueries, readMeasureQueries } from "../../server/measures/queries.ts";
import { places } from "../../server/places.ts";
import { weakened } from "../faults/access-attack.ts";
import { temporaryFolder } from "../support/command.ts";
import { measureQueries, snapshotOf } from "../support/snapshot.ts";

const asAt = "2025-06-30";
const force = forceRows({ seed: 3, crimesPerMonth: 40, firstMonth: "2024-01", months: 18, asAt });

const districts = ["Central", "North", "South"];

let plain: Attacked;

beforeAll(async () => {
  plain = await attackWith({});
});

test("a plain force has thousands of sums, and under the weakened rule thousands of small counts are found", () => {
  expect(plain.sums).toBeGreaterThan(10_000);
  expect(plain.found).toBeGreaterThan(1_000);
});

test.each([
  ["a bar, a hash and a space", ["|East", "#East", " East"]],
  [
    "a quotation mark, a line break and brackets with a comma and a backslash",
    ['"East', "\nEast", '",["\\East'],
  ],
])("districts with %s in their names are attacked as well as others", async (_, endings) => {
  expect(await attackWith({ endings })).toEqual(plain);
});

test("age bands of other names are attacked as well as those of the product", async () => {
  const renamed = queriesWith("measures/age_bands.sql", (text) =>
    text.replace("'0-90'", "'up to 90|days'").replace("'91-180'", "'then'").replace("'over-730'", "'#'"),
  );
  expect(await attackWith({ queries: renamed })).toEqual(plain);
});

test("an age band that begins on another day leaves nothing out: the bands are those of the answer", async () => {
  const moved = queriesWith("measures/age_bands.sql", (text) =>
    text.replace("0, 90", "0, 100").replace("91, 180", "101, 180"),
  );
  const { sums } = await attackWith({ queries: moved });
  expect(sums).toBe(plain.sums);
});

test("an outcome group of another name stops the attack, as a KPI names it by the old one", async () => {
  const renamed = queriesWith("groups/outcome-groups.json", (text) =>
    text.replaceAll('"no-suspect"', '"nobody-named"'),
  );
  await expect(attackWith({ queries: renamed })).rejects.toThrow("no answer counts the group no-suspect");
});

type Attacked = { cells: number; sums: number; small: number; found: number };

/** What an attacker finds of the force under the weakened rule, each district's name ended so, with these queries. */
async function attackWith(given: { endings?: string[]; queries?: MeasureQueries }): Promise<Attacked> {
  const { endings = [], queries = measureQueries } = given;
  const named = (district: string) => district && `${district}${endings[districts.indexOf(district)] ?? ""}`;
  const cases = force.cases.map((row) => ({ ...row, district: named(row.district) }));
  const snapshot = await snapshotOf({ ...force, cases, asAt });
  try {
    const known = snapshot.manifest.snapshot.dimensions.district;
    expect(known).toEqual(expect.arrayContaining(districts.map(named)));
    const view = { exactness: "released", rule: weakened } as const;
    const [fetched] = await fetchAsViewer({ snapshot, queries, dimensions: ["district"] }, [view]);
    if (!fetched) throw new Error("nothing fetched");
    const { cells, sums } = constraintsOf(factsOf(fetched), null);
    tightenAll(sums);
    return {
      cells: cells.length,
      sums: sums.length,
      small: cells.filter(isSmall).length,
      found: pinned(cells).length,
    };
  } finally {
    snapshot.close();
  }
}

/** The product's queries with one file changed. */
function queriesWith(file: string, change: (text: string) => string): MeasureQueries {
  const folder = temporaryFolder();
  cpSync(places.queries, folder, { recursive: true });
  const before = readFileSync(join(folder, file), "utf8");
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(join(folder, file), after);
  return readMeasureQueries(folder);
}
