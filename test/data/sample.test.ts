import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { writeForce } from "../../data/synthetic/csv.ts";
import { offences } from "../../data/synthetic/offences.ts";
import { type CaseRow, caseColumns, type OutcomeRow, outcomeColumns } from "../../data/synthetic/rows.ts";
import { sampleOptions } from "../../data/synthetic/sample.ts";
import { root } from "../../server/places.ts";
import { temporaryFolder } from "../support/command.ts";
import { type Crime, crimeOf, groupBy, median, monthly, total } from "./figures.ts";
import { dayNumber, type Row, readCsv } from "./read-csv.ts";

const files = {
  cases: join(root, "data/sample/cases.csv"),
  outcomes: join(root, "data/sample/outcomes.csv"),
};
const cases = readCsv(files.cases) as CaseRow[];
const outcomes = readCsv(files.outcomes) as OutcomeRow[];
const mapped = readCsv(join(root, "queries/maps/offence-codes.csv"));
const rasso = new Set(mapped.filter((row) => row.rasso === "yes").map((row) => row.offence_code));
const crimes = acceptedCrimes();
const counted = crimes.filter(({ row }) => row.cancelled_code === "" && rasso.has(codeOf(row)));
const months = monthly(counted);

describe("the sample in the repository", () => {
  test("is what the generator writes, byte for byte", () => {
    const folder = temporaryFolder();
    const written = { cases: join(folder, "cases.csv"), outcomes: join(folder, "outcomes.csv") };
    writeForce(sampleOptions, written);
    expect(readFileSync(written.cases).equals(readFileSync(files.cases))).toBe(true);
    expect(readFileSync(written.outcomes).equals(readFileSync(files.outcomes))).toBe(true);
  });

  test("is small enough to keep in the repository, ASCII with LF", () => {
    for (const path of Object.values(files)) {
      expect(statSync(path).size).toBeLessThan(2_500_000);
      expect(readFileSync(path, "latin1")).toMatch(/^[\x20-\x7e\n]+$/);
    }
  });

  test("has every column of the input, in each row", () => {
    expect(Object.keys(cases[0] ?? {})).toEqual([...caseColumns]);
    expect(Object.keys(outcomes[0] ?? {})).toEqual([...outcomeColumns]);
    expect(readFileSync(files.outcomes, "utf8").match(/\n/g)).toHaveLength(outcomes.length + 1);
    expect(cases.map((row) => row.extract_date).every((date) => date === "31/10/2026")).toBe(true);
  });

  test("says in every row that it is synthetic", () => {
    expect(new Set(cases.map((row) => row.force))).toEqual(new Set(["Avonshire Constabulary (synthetic)"]));
  });

  test("has sixty months, six districts and about ten thousand counted RASSO crimes", () => {
    const recorded = [...months].filter(([, { recorded: count }]) => count > 0).map(([month]) => month);
    expect(recorded.sort()).toHaveLength(60);
    expect([recorded[0], recorded.at(-1)]).toEqual(["2021-11", "2026-10"]);
    expect(counted.length).toBeGreaterThan(9_500);
    expect(counted.length).toBeLessThan(10_500);
    const byDistrict = groupBy(counted, ({ row }) => row.district);
    byDistrict.delete("");
    expect(byDistrict.size).toBe(6);
    const sizes = [...byDistrict.values()].map((group) => group.length);
    expect(Math.max(...sizes)).toBeGreaterThan(3 * Math.min(...sizes));
    expect(Math.max(...[...byDistrict.keys()].map((name) => name.length))).toBeGreaterThan(40);
  });

  test("holds no date after the export and no report after its recording", () => {
    const last = dayNumber("31/10/2026") ?? 0;
    const days = [...cases, ...outcomes].flatMap((row) => Object.values(row).map(dayNumber));
    expect(days.reduce((latest: number, day) => Math.max(latest, day ?? 0), 0)).toBe(last);
    expect(crimes.filter(({ row, recorded }) => (dayNumber(row.reported_date) ?? 0) > recorded)).toEqual([]);
  });

  test("has crimes outside the RASSO scope, cancelled crimes, alternate charges and unmapped offences", () => {
    const codes = new Set(mapped.map((row) => row.offence_code));
    expect(
      crimes.filter(({ row }) => codes.has(codeOf(row)) && !rasso.has(codeOf(row))).length,
    ).toBeGreaterThan(1_000);
    expect(
      crimes.filter(({ row }) => row.offence_code !== "" && !codes.has(row.offence_code)).length,
    ).toBeGreaterThan(20);
    expect(new Set(crimes.map(({ row }) => row.cancelled_code))).toEqual(
      new Set(["", "C1", "C2", "C3", "C4", "C5", "N100"]),
    );
    expect(outcomes.filter((row) => row.outcome_code === "1A").length).toBeGreaterThan(100);
  });

  test("has crimes that were reopened, closed again or still open", () => {
    const reopened = new Set(
      outcomes.filter((row) => ["", "0"].includes(row.outcome_code)).map((row) => row.crime_ref),
    );
    const states = crimes
      .filter(({ row }) => reopened.has(row.crime_ref))
      .map(({ closed }) => closed !== null);
    expect(states.filter((isClosed) => isClosed).length).toBeGreaterThan(50);
    expect(states.filter((isClosed) => !isClosed).length).toBeGreaterThan(4);
  });

  test("has levels like those that are published", () => {
    const settled = total(months, "2023-11");
    expect(settled.charged / settled.closed).toBeGreaterThan(0.06);
    expect(settled.charged / settled.closed).toBeLessThan(0.095);
    expect(median(settled.daysToCharge)).toBeGreaterThan(300);
    expect(median(settled.daysToCharge)).toBeLessThan(400);
    const quick = counted.flatMap(({ code, closed, recorded }) =>
      ["14", "16"].includes(code) && closed ? [closed - recorded] : [],
    );
    expect(median(quick)).toBeGreaterThan(30);
    expect(median(quick)).toBeLessThan(70);
    expect(months.get("2026-10")?.closed).toBeGreaterThan(100);
    expect(counted.filter(({ closed }) => closed === null).length).toBeGreaterThan(600);
  });
});

describe("what is planted in the sample", () => {
  test("victim does not support falls by a fifth to a quarter after November 2023, and clearly month by month", () => {
    const before = supportShare(months, "2022-11", "2023-11");
    const after = supportShare(months, "2024-01");
    expect(before).toBeGreaterThan(0.5);
    expect(after / before).toBeGreaterThan(0.7);
    expect(after / before).toBeLessThan(0.82);
    const shares = [...months].map(([month]) => [month, supportShare(months, month, month)] as const);
    const monthsAfter = shares.filter(([month]) => month >= "2024-01");
    expect(monthsAfter.filter(([, share]) => share < before).length).toBe(monthsAfter.length);
  });

  test("one district's share is clearly above the others', before and after", () => {
    const others = counted.filter(({ row }) => row.district !== "Port Ellery" && row.district !== "");
    const ellery = monthly(counted.filter(({ row }) => row.district === "Port Ellery"));
    const periods = [
      ["2022-11", "2023-11"],
      ["2024-01", "2026-10"],
    ] as const;
    for (const [from, to] of periods) {
      expect(supportShare(ellery, from, to) / supportShare(monthly(others), from, to)).toBeGreaterThan(1.13);
      for (const [district, group] of groupBy(others, ({ row }) => row.district)) {
        expect(supportShare(monthly(group), from, to), district).toBeLessThan(supportShare(ellery, from, to));
      }
    }
  });

  test("early advice is asked for more often in the last year than before", () => {
    const before = total(months, "2021-11", "2025-07");
    const last = total(months, "2026-05", "2026-09");
    expect(before.advised / before.eligible).toBeLessThan(0.3);
    expect(last.advised / last.eligible).toBeGreaterThan(0.42);
  });

  test("days to charge stay about the same once the file has run for two years", () => {
    const early = median(total(months, "2023-11", "2025-04").daysToCharge);
    const late = median(total(months, "2025-05").daysToCharge);
    expect(late / early).toBeGreaterThan(0.85);
    expect(late / early).toBeLessThan(1.15);
  });

  test("few crimes are closed and charged in the first months, as in any export that begins somewhere", () => {
    expect(months.get("2021-11")?.closed).toBeLessThan(40);
    expect(total(months, "2021-11", "2022-04").charged).toBeLessThan(
      total(months, "2024-11", "2025-04").charged / 4,
    );
  });
});

describe("what is wrong in the sample", () => {
  const refs = new Set(crimes.map(({ row }) => row.crime_ref));
  const rejectedCases = cases.filter((row) => row.crime_ref === "" || dayNumber(row.recorded_date) === null);
  const ofUnknown = outcomes.filter((row) => !refs.has(row.crime_ref));

  test("a few crimes are there twice, one or more with another recorded date", () => {
    const repeated = cases.length - rejectedCases.length - crimes.length;
    expect(repeated).toBeGreaterThan(20);
    expect(repeated).toBeLessThan(50);
    const first = new Map(crimes.map(({ row }) => [row.crime_ref, row]));
    const second = cases.filter(
      (row) =>
        dayNumber(row.recorded_date) !== null && first.has(row.crime_ref) && first.get(row.crime_ref) !== row,
    );
    expect(second).toHaveLength(repeated);
    expect(second.some((row) => row.victim_key !== first.get(row.crime_ref)?.victim_key)).toBe(true);
    expect(second.some((row) => row.recorded_date !== first.get(row.crime_ref)?.recorded_date)).toBe(true);
  });

  test("a few crimes have no reference or no readable recorded date", () => {
    expect(cases.filter((row) => row.crime_ref === "").length).toBeGreaterThan(2);
    expect(cases.filter((row) => row.recorded_date === "CANCELLED").length).toBeGreaterThan(1);
    expect(rejectedCases.length).toBeLessThan(0.005 * cases.length);
  });

  test("a few optional dates cannot be read", () => {
    const columns = ["reported_date", "offence_date", "early_advice_date", "submission_date"] as const;
    const unreadable = columns.map(
      (column) => cases.filter((row) => row[column] !== "" && dayNumber(row[column]) === null).length,
    );
    expect(unreadable.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(8);
    expect(unreadable.filter((count) => count > 0).length).toBeGreaterThan(1);
  });

  test("a few outcomes are of no crime in the file, or there twice", () => {
    expect(ofUnknown.filter((row) => row.crime_ref.startsWith("SYN/20/")).length).toBeGreaterThan(8);
    expect(ofUnknown.length).toBeLessThan(0.01 * outcomes.length);
    const repeated = outcomes.length - new Set(outcomes.map((row) => Object.values(row).join())).size;
    expect(repeated).toBeGreaterThan(8);
    expect(repeated).toBeLessThan(30);
  });

  test("a few outcomes are before recording, without a date, or with a code on no map", () => {
    const known = readCsv(join(root, "queries/maps/outcome-codes.csv")).map((row: Row) => row.outcome_code);
    const undated = outcomes.filter(
      (row) => row.outcome_date === "" && row.charge_date === "" && !["", "0"].includes(row.outcome_code),
    );
    const early = crimes.filter(({ closed, recorded }) => closed !== null && closed < recorded);
    const unmapped = outcomes.filter((row) => row.outcome_code !== "" && !known.includes(row.outcome_code));
    for (const [found, most] of [
      [undated, 40],
      [early, 30],
      [unmapped, 25],
    ] as const) {
      expect(found.length).toBeGreaterThan(8);
      expect(found.length).toBeLessThan(most);
    }
  });
});

test("the sample's README gives its true counts", () => {
  const readme = readFileSync(join(root, "data/sample/README.md"), "utf8");
  const rejectedCases = cases.filter(
    (row) => row.crime_ref === "" || dayNumber(row.recorded_date) === null,
  ).length;
  const refs = new Set(crimes.map(({ row }) => row.crime_ref));
  const accepted = outcomes.filter((row) => refs.has(row.crime_ref));
  const different = new Set(accepted.map((row) => Object.values(row).join())).size;
  const account = (...numbers: number[]) =>
    numbers.map((number) => number.toLocaleString("en-GB")).join(" | ");
  expect(readme).toContain(
    `| cases.csv | ${account(cases.length, crimes.length, cases.length - crimes.length - rejectedCases, rejectedCases)} |`,
  );
  expect(readme).toContain(
    `| outcomes.csv | ${account(outcomes.length, different, accepted.length - different, outcomes.length - accepted.length)} |`,
  );
  expect(readme).toContain(`of which ${counted.length.toLocaleString("en-GB")} count`);
  expect(readme).toContain(`seed ${sampleOptions.seed} in`);
});

test("offences have the labels of the map, so that a text without its code finds it", () => {
  const labels = new Map(mapped.map((row) => [row.offence_code, row.label]));
  const onMap = offences.filter(({ code }) => labels.has(code));
  expect(onMap).toHaveLength(labels.size);
  for (const { code, label } of onMap) expect(label).toBe(labels.get(code));
  expect(offences.length - onMap.length).toBe(2);
});

function acceptedCrimes(): Crime[] {
  const events = groupBy(outcomes, (row) => row.crime_ref);
  const first = new Map<string, CaseRow>();
  for (const row of cases) {
    const isAccepted =
      row.crime_ref !== "" && dayNumber(row.recorded_date) !== null && !first.has(row.crime_ref);
    if (isAccepted) first.set(row.crime_ref, row);
  }
  return [...first.values()].map((row) => crimeOf(row, events.get(row.crime_ref) ?? []));
}

function codeOf(row: CaseRow): string {
  return row.offence_code || (mapped.find(({ label }) => label === row.offence_text)?.offence_code ?? "");
}

function supportShare(figures: ReturnType<typeof monthly>, from: string, to?: string): number {
  const { doesNotSupport, closed } = total(figures, from, to);
  return doesNotSupport / closed;
}
