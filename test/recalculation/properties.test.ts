import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { NamedTable } from "./accounting.ts";
import { parseCsv, type Row, readTable } from "./csv.ts";
import { addDays, lastDayOf } from "./dates.ts";
import { type DirtyData, dirtyData } from "./dirty.ts";
import { kpiIds, kpiRules } from "./kpi-rules.ts";
import { mapRows } from "./maps.ts";
import { recalculate } from "./recalculate.ts";
import { caseColumns, outcomeColumns, toCsv } from "./to-csv.ts";

const maps = { offenceCodes: mapRows("offence-codes"), outcomeCodes: mapRows("outcome-codes") };
const runs = { numRuns: 40, seed: 20240601 };

function from(data: DirtyData) {
  return recalculate({ ...data, ...maps });
}

test("every row is accounted for, once", () => {
  fc.assert(
    fc.property(dirtyData(), (data) => {
      const { files, crimes } = from(data);
      const tables = [...data.cases, ...data.outcomes];
      files.forEach((file, at) => {
        expect(file.read).toBe(tables[at]?.rows.length);
        expect(file.accepted + file.repeated + file.rejected).toBe(file.read);
        expect(Object.values(file.reasons).reduce((sum, count) => sum + count, 0)).toBe(file.rejected);
      });
      const accepted = files.filter(({ role }) => role === "cases").map((file) => file.accepted);
      expect(crimes).toHaveLength(accepted.reduce((sum, count) => sum + count, 0));
    }),
    runs,
  );
});

describe.each(kpiIds)("%s", (id) => {
  const { kind } = kpiRules[id];

  test("the list behind a number is the number, and a share lies between 0 and 1", () => {
    fc.assert(
      fc.property(dirtyData(30), (data) => {
        const plain = from(data);
        for (const point of plain.series(id, { scope: "all" })) {
          const { month } = point;
          const numerator = plain.list(id, { scope: "all", month, counted: "numerator" });
          const denominator = plain.list(id, { scope: "all", month, counted: "denominator" });
          expect(numerator).toHaveLength((kind === "duration" ? point.denominator : point.numerator) ?? -1);
          expect(denominator).toHaveLength((kind === "count" ? point.value : point.denominator) ?? -1);
          expect(denominator).toEqual(expect.arrayContaining(numerator));
          if (kind === "share" && point.value !== null) {
            expect(point.value).toBeGreaterThanOrEqual(0);
            expect(point.value).toBeLessThanOrEqual(1);
          }
          if (kind === "duration" && point.value !== null) expect(point.value).toBeGreaterThanOrEqual(0);
        }
      }),
      { ...runs, numRuns: 15 },
    );
  });

  test("a finer split adds up to the whole, and a filter on a label is that label's part of the split", () => {
    fc.assert(
      fc.property(dirtyData(30), (data) => {
        const plain = from(data);
        const split = plain.series(id, { scope: "all", split: "district" });
        for (const whole of plain.series(id, { scope: "all" })) {
          const parts = split.filter((point) => point.month === whole.month);
          for (const key of ["numerator", "denominator", "undated"] as const) {
            const sum = parts.reduce((total, point) => total + (point[key] ?? 0), 0);
            expect(sum, key).toBe(whole[key] ?? 0);
          }
        }
        const north = plain.series(id, { scope: "all", filters: { district: ["North"] } });
        const inSplit = split.filter((point) => point.split === "North");
        if (inSplit.length > 0) expect(north.map((point) => ({ ...point, split: "North" }))).toEqual(inSplit);
      }),
      { ...runs, numRuns: 15 },
    );
  });
});

test("the order of rows of different crimes changes no figure", () => {
  fc.assert(
    fc.property(dirtyData(), (data) => {
      const plain = from(data);
      const moved = from({
        ...data,
        cases: [{ name: "cases.csv", rows: byCrime(data.cases) }],
        outcomes: [{ name: "outcomes.csv", rows: byCrime(data.outcomes) }],
      });
      for (const id of kpiIds) expect(moved.series(id)).toEqual(plain.series(id));
    }),
    runs,
  );
});

test("a generated table survives being written as CSV and read again", () => {
  fc.assert(
    fc.property(
      dirtyData(20),
      fc.constantFrom("," as const, ";" as const, "\t" as const, "|" as const),
      fc.constantFrom("\n" as const, "\r\n" as const, "\r" as const),
      fc.constantFrom("needed" as const, "all" as const),
      fc.boolean(),
      ({ cases, outcomes }, delimiter, newline, quotes, bom) => {
        for (const [tables, columns] of [
          [cases, caseColumns],
          [outcomes, outcomeColumns],
        ] as const) {
          for (const { rows } of tables) {
            const text = toCsv(rows, { columns, delimiter, newline, quotes, bom });
            expect(parseCsv(text, delimiter)[0]).toEqual(columns);
            expect(readTable(text, [], delimiter)).toEqual({ rows, malformed: 0 });
          }
        }
      },
    ),
    runs,
  );
});

test("the generated data reach every edge that they are for", () => {
  const data = fc.sample(dirtyData(), { numRuns: 150, seed: 7 });
  const samples = data.map(from);
  const crimes = samples.flatMap((plain) => plain.crimes);
  const files = samples.flatMap((plain) => plain.files);
  const points = samples.flatMap((plain) => kpiIds.flatMap((id) => plain.series(id)));
  function aged(days: number): number {
    return data.filter(({ asAt }) => lastDayOf(addDays(asAt, -days).slice(0, 7)) === addDays(asAt, -days))
      .length;
  }
  const reached = {
    undated: crimes.filter((crime) => crime.undated).length,
    undatedWithClosing: crimes.filter((crime) => crime.undated && crime.closedOn !== null).length,
    charged: crimes.filter((crime) => crime.charged).length,
    chargedAndClosedApart: crimes.filter((crime) => crime.charged && crime.chargedOn !== crime.closedOn)
      .length,
    alternate: crimes.filter((crime) => crime.standing?.code === "1A").length,
    unmapped: crimes.filter((crime) => crime.standing?.group === "unmapped").length,
    open: crimes.filter((crime) => crime.standing === null).length,
    cancelled: new Set(crimes.map((crime) => crime.cancelledCode)).size,
    adultMultiple: crimes.filter(
      (crime) => crime.labels.offence === "19J" && crime.scopes.includes("adult-rape"),
    ).length,
    repeated: files.reduce((sum, file) => sum + file.repeated, 0),
    reasons: new Set(files.flatMap((file) => Object.keys(file.reasons))).size,
    day365: crimes.filter((crime) => crime.daysToOutcome === 365).length,
    day366: crimes.filter((crime) => crime.daysToOutcome === 366).length,
    day28: crimes.filter((crime) => crime.daysToEarlyAdvice === 28).length,
    adviceBefore: crimes.filter((crime) => (crime.daysToEarlyAdvice ?? 0) < 0).length,
    sameDay: crimes.filter((crime) => crime.earlyAdviceOn && crime.earlyAdviceOn === crime.submittedOn)
      .length,
    ...Object.fromEntries(
      [28, 90, 365].flatMap((age) => [-1, 0, 1].map((more) => [`as-at ${age} ${more}`, aged(age + more)])),
    ),
    settled: points.filter((point) => !point.ramp_up && point.complete && (point.value ?? 0) > 0).length,
  };
  for (const [edge, count] of Object.entries(reached)) expect(count, edge).toBeGreaterThan(5);
});

/** The rows of all files by reference, those of one crime in the order in which they were. */
function byCrime(tables: NamedTable[]): Row[] {
  const rows = tables.flatMap((table) => table.rows);
  const refs = [...new Set(rows.map((row) => row.crime_ref?.trim()))].sort();
  return refs.flatMap((ref) => rows.filter((row) => row.crime_ref?.trim() === ref));
}
