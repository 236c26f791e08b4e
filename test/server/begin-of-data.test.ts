import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { forceRows } from "../../data/synthetic/force.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { mapRows } from "../recalculation/maps.ts";
import { recalculate } from "../recalculation/recalculate.ts";
import { appOver } from "../support/app.ts";
import { type Row, snapshotOf } from "../support/snapshot.ts";

/** The month in which the data begin: stray old rows move no first month, no ramp-up and no limits. */

type Kept = Snapshot & { close: () => void };

const asAt = "2025-10-31";
const force = { seed: 5, firstMonth: "2023-05", months: 30, asAt, crimesPerMonth: 90, blanks: 0 };
const rows = forceRows(force);

describe("a force in which nothing changes, with one stray old row", () => {
  let clean: Kept;
  beforeAll(async () => {
    clean = await snapshotOf({ ...rows, asAt });
  });
  afterAll(() => clean.close());

  test.each([
    { what: "of 1900, cancelled", stray: crime("OLD", "1900-01-02", { cancelled_code: "C3" }) },
    { what: "of 1900, counted", stray: crime("OLD", "1900-01-02") },
    { what: "of 2015, out of scope", stray: crime("OLD", "2015-03-04", { offence_code: "88E" }) },
    { what: "of 2015, counted and closed", stray: crime("OLD", "2015-03-04") },
  ])("$what: the same months, limits and named changes as without it", async ({ stray }) => {
    const outcomes = stray.cancelled_code
      ? rows.outcomes
      : [...rows.outcomes, { crime_ref: "OLD", outcome_code: "18", outcome_date: "2016-01-01" }];
    const snapshot = await snapshotOf({ cases: [stray, ...rows.cases], outcomes, asAt });
    const [then, now] = await Promise.all([clean, snapshot].map((each) => read(each, "/api/flight-deck")));
    expect(now.changes).toEqual(then.changes);
    for (const [place, tile] of now.tiles.entries()) {
      const { points, limits, verdict } = then.tiles[place];
      expect({
        id: tile.kpi.id,
        points: tile.points.length,
        limits: tile.limits,
        verdict: tile.verdict,
      }).toEqual({
        id: then.tiles[place].kpi.id,
        points: points.length,
        limits,
        verdict,
      });
    }
    const described = await read(snapshot, "/api/snapshot");
    const isCounted = !stray.cancelled_code;
    expect(described).toMatchObject({
      firstMonth: "2023-05",
      begins: { isSet: false, crimesBefore: Number(isCounted) },
    });
    const check = snapshot.manifest.checks.find((each) => each.check === "before-the-data");
    expect(check?.count).toBe(Number(isCounted));
    snapshot.close();
  });

  test("no page is refused for what nobody asked, whenever the data begin, and 1,200 months stay the limit on asking", async () => {
    const snapshot = await snapshotOf({
      cases: [crime("OLD", "1901-01-02"), crime("NEW", "2025-10-01")],
      outcomes: [],
      asAt,
    });
    expect(snapshot.manifest.snapshot.firstMonth).toBe("1901-01");
    const app = appOver(snapshot);
    for (const path of [
      "flight-deck",
      "kpis/charges/series",
      "outcome-mix",
      "incidence",
      "funnel",
      "open-investigations",
      "filter-counts",
      "kpis/attrition/breakdown?by=district",
    ])
      expect([path, (await app.request(`/api/${path}`)).status]).toEqual([path, 200]);
    const asked = await app.request("/api/kpis/charges/series?from=1901-01");
    expect(asked.status).toBe(400);
    expect((await asked.json()).error.message).toContain("At most 1200 months");
    snapshot.close();
  });
});

test("crimes from before the data begin are in the stocks of every month in which they are open", async () => {
  const cases = [
    crime("OPEN", "2015-03-04"),
    crime("CLOSED BEFORE", "2015-03-04"),
    crime("CLOSED SINCE", "2015-03-04"),
    ...["2024-01", "2024-02", "2024-03"].flatMap((month) =>
      Array.from({ length: 40 }, (_, n) => crime(`${month}/${n}`, `${month}-10`)),
    ),
  ];
  const outcomes = [
    { crime_ref: "CLOSED BEFORE", outcome_code: "18", outcome_date: "2016-01-01" },
    { crime_ref: "CLOSED SINCE", outcome_code: "1", outcome_date: "2024-02-20" },
  ];
  const snapshot = await snapshotOf({ cases, outcomes, asAt: "2024-03-31" });
  const { points } = await read(snapshot, "/api/kpis/open-investigations/series");
  expect(points.map(({ month, value }: { month: string; value: number }) => [month, value])).toEqual([
    ["2024-01", 42],
    ["2024-02", 81],
    ["2024-03", 121],
  ]);
  const charged = await read(snapshot, "/api/kpis/charges/series");
  expect(charged.points[1]).toMatchObject({ month: "2024-02", value: 1 });
  snapshot.close();
});

/** So many crimes of one month. */
function inMonth(month: string, each: number): Row[] {
  return Array.from({ length: each }, (_, n) => crime(`${month}/${n}`, `${month}-10`));
}

test.each<[string, Row[], string]>([
  ["five empty months are no gap", [...inMonth("2023-01", 1), ...inMonth("2023-07", 40)], "2023-01"],
  ["six are", [...inMonth("2023-01", 1), ...inMonth("2023-08", 40)], "2023-08"],
  ["5 % before the gap are data", [...inMonth("2023-01", 2), ...inMonth("2023-08", 38)], "2023-01"],
  ["under 5 % are not", [...inMonth("2023-01", 2), ...inMonth("2023-08", 39)], "2023-08"],
  [
    "of several gaps the last before which there is so little",
    [
      ...inMonth("2019-01", 1),
      ...inMonth("2021-01", 1),
      ...inMonth("2023-01", 30),
      ...inMonth("2024-01", 30),
    ],
    "2023-01",
  ],
  [
    "cancelled crimes fill no gap",
    [...inMonth("2023-01", 1), crime("C", "2023-04-01", { cancelled_code: "C2" }), ...inMonth("2023-08", 40)],
    "2023-08",
  ],
  [
    "where none is counted, the first month of all",
    [crime("C", "2023-04-01", { cancelled_code: "C2" })],
    "2023-04",
  ],
])("%s", async (_, cases, expected) => {
  const snapshot = await snapshotOf({ cases, outcomes: [], asAt: "2024-12-31" });
  expect(snapshot.manifest.snapshot.firstMonth).toBe(expected);
  snapshot.close();
  const maps = { offenceCodes: mapRows("offence-codes"), outcomeCodes: mapRows("outcome-codes") };
  const plain = recalculate({
    cases: [{ name: "c.csv", rows: cases }],
    outcomes: [],
    asAt: "2024-12-31",
    ...maps,
  });
  expect(plain.firstMonth).toBe(expected);
});

test("the month can be set, earlier or later, but not after the as-at date", async () => {
  const cases = [...inMonth("2023-01", 1), ...inMonth("2023-08", 40)];
  const given = { cases, outcomes: [], asAt: "2024-12-31" };
  for (const begins of ["2022-06", "2023-01", "2023-09"]) {
    const snapshot = await snapshotOf({ ...given, begins });
    expect(snapshot.manifest.snapshot).toMatchObject({ firstMonth: begins, begins: { isSet: true } });
    const { points } = await read(snapshot, "/api/kpis/recorded-crimes/series");
    expect(points[0].month).toBe(begins);
    snapshot.close();
  }
  await expect(snapshotOf({ ...given, begins: "2025-01" })).rejects.toThrow("cannot begin in 2025-01");
});

function crime(crime_ref: string, recorded_date: string, more: Row = {}): Row {
  return { crime_ref, recorded_date, offence_code: "19C", ...more };
}

async function read(snapshot: Snapshot, path: string) {
  return (await appOver(snapshot).request(path)).json();
}
