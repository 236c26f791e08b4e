import { expect, test } from "vitest";
import { z } from "zod";
import { select } from "../../server/engine/database.ts";
import { mapRows } from "../recalculation/maps.ts";
import { recalculate } from "../recalculation/recalculate.ts";
import { type Row, snapshotOf } from "../support/snapshot.ts";

/** What several rows of one crime come to, by the product and by the plain recalculation. */

test("whatever the order of the rows, any row names the suspect and the earliest dates count", async () => {
  const victim = crime("A", { suspect_identified: "", victim_key: "V1" });
  const suspect = crime("A", {
    suspect_identified: "yes",
    suspect_identified_date: "2026-01-12",
    early_advice_date: "2026-01-20",
    submission_date: "2026-03-01",
  });
  const later = crime("A", { early_advice_date: "2026-02-20", submission_date: "2026-02-01" });
  for (const cases of [
    [victim, suspect, later],
    [later, victim, suspect],
    [suspect, later, victim],
  ])
    expect(await crimesOf({ cases })).toEqual([
      expect.objectContaining({
        ...{ suspect_identified: "yes", suspect_identified_on: "2026-01-12" },
        ...{ early_advice_on: "2026-01-20", submitted_on: "2026-02-01" },
      }),
    ]);
});

test("no row that names a suspect leaves the first row's word, and other blanks are not filled", async () => {
  const cases = [
    crime("A", { suspect_identified: "no", district: "" }),
    crime("A", { district: "South" }),
    crime("B", { suspect_identified: "" }),
    crime("B", { suspect_identified: "no" }),
  ];
  expect(await crimesOf({ cases })).toEqual([
    expect.objectContaining({ crime_ref: "A", suspect_identified: "no", district: "unknown" }),
    expect.objectContaining({ crime_ref: "B", suspect_identified: "unknown" }),
  ]);
});

test("20 crimes of two forces with the same references and dates are 20 crimes, and outcomes join by force", async () => {
  const refs = Array.from({ length: 10 }, (_, n) => `CR/${n}`);
  const cases = ["North", "South"].flatMap((force) => refs.map((ref) => crime(ref, { force })));
  const outcomes = [
    { ...outcome("CR/0", "1", "2026-02-01"), force: "South" },
    { ...outcome("CR/1", "16", "2026-02-01"), force: "" },
    { ...outcome("CR/2", "16", "2026-02-01"), force: "West" },
  ];
  const crimes = await crimesOf({ cases, outcomes });
  expect(crimes).toHaveLength(20);
  expect(new Set(crimes.map(({ crime_ref }) => crime_ref)).size).toBe(20);
  const closed = crimes.filter(({ outcome_code }) => outcome_code !== "0" && outcome_code !== null);
  expect(closed).toEqual([
    expect.objectContaining({ crime_ref: "CR/0, South", force: "South", outcome_code: "1" }),
  ]);
});

test("a row without its force belongs to the one crime of its reference, and is rejected where there are two", async () => {
  const cases = [
    crime("A", { force: "North" }),
    crime("A", { force: "" }),
    crime("B", { force: "North" }),
    crime("B", { force: "South" }),
    crime("B", { force: "" }),
  ];
  const outcomes = [outcome("A", "16", "2026-02-01"), outcome("B", "16", "2026-02-01")];
  const snapshot = await snapshotOf({ cases, outcomes, asAt });
  const rejected = await snapshot.use((connection) =>
    select(
      connection,
      `select 'cases' as file, rejected_rule as rule from staged_cases where rejected_rule is not null
      union all select 'outcomes' as file, rejected_rule as rule from staged_outcomes where rejected_rule is not null`,
      {},
      z.object({ file: z.string(), rule: z.string() }),
    ),
  );
  snapshot.close();
  expect(rejected).toEqual([
    { file: "cases", rule: "force-not-said" },
    { file: "outcomes", rule: "force-not-said" },
  ]);
  expect((await crimesOf({ cases, outcomes })).map((each) => [each.crime_ref, each.outcome_code])).toEqual([
    ["A", "16"],
    ["B, North", null],
    ["B, South", null],
  ]);
});

const suspectCases: [string, Row[], Row][] = [
  [
    "a charge of one suspect stands over another's later outcome",
    [of("S1", "1", "2026-03-01"), of("S2", "16", "2026-05-01")],
    { outcome_code: "1", closed_on: "2026-03-01", charged_on: "2026-03-01" },
  ],
  [
    "a charge that the same suspect's later outcome replaced does not stand",
    [of("S1", "1", "2026-03-01"), of("S1", "16", "2026-05-01")],
    { outcome_code: "16", closed_on: "2026-05-01" },
  ],
  [
    "a crime is open while one suspect is",
    [of("S1", "16", "2026-03-01"), of("S2", "0", "2026-02-01"), of("S3", "15", "2026-04-01")],
    { outcome_code: "0", closed_on: "" },
  ],
  [
    "else the most severe stands, by the Home Office list, closed on the latest date",
    [of("S1", "16", "2026-03-01"), of("S2", "2A", "2026-02-01"), of("S3", "9", "2026-04-01")],
    { outcome_code: "2A", closed_on: "2026-04-01" },
  ],
  [
    "where one of the dates is blank, nobody knows which is the latest",
    [of("S1", "16", ""), of("S2", "9", "2026-02-01")],
    { outcome_code: "9", closed_on: "" },
  ],
  [
    "a row without a suspect has no effect where others have one",
    [of("", "1", "2026-06-01"), of("S1", "16", "2026-03-01"), of("", "0", "2026-07-01")],
    { outcome_code: "16", closed_on: "2026-03-01" },
  ],
  [
    "without any suspect the latest stands",
    [of("", "1", "2026-03-01"), of("", "16", "2026-05-01")],
    { outcome_code: "16", closed_on: "2026-05-01" },
  ],
  [
    "an outcome that is on no map is the least severe",
    [of("S1", "99", "2026-05-01"), of("S2", "18", "2026-03-01")],
    { outcome_code: "18", closed_on: "2026-05-01" },
  ],
];

test.each(suspectCases)("%s", async (_, outcomes, expected) => {
  for (const rows of [outcomes, outcomes.toReversed()])
    expect(await crimesOf({ cases: [crime("A")], outcomes: rows })).toEqual([
      expect.objectContaining(expected),
    ]);
});

test("with the setting, any charge of a crime without suspects stands, and nothing else changes", async () => {
  const cases = [crime("A"), crime("B"), crime("C")];
  const outcomes = [
    outcome("A", "1", "2026-03-01"),
    outcome("A", "0", "2026-05-01"),
    outcome("B", "14", "2026-03-01"),
    outcome("B", "16", "2026-05-01"),
    { ...outcome("C", "1", "2026-03-01"), suspect_key: "S1" },
    { ...outcome("C", "16", "2026-05-01"), suspect_key: "S1" },
  ];
  const codes = async (chargeStands: boolean) =>
    (await crimesOf({ cases, outcomes, chargeStands })).map(({ outcome_code }) => outcome_code);
  expect(await codes(false)).toEqual(["0", "16", "16"]);
  expect(await codes(true)).toEqual(["1", "16", "16"]);
});

const asAt = "2026-12-31";

function crime(crime_ref: string, more: Row = {}): Row {
  return { crime_ref, recorded_date: "2026-01-10", offence_code: "19C", ...more };
}

function outcome(crime_ref: string, outcome_code: string, outcome_date: string): Row {
  return { crime_ref, outcome_code, outcome_date };
}

function of(suspect_key: string, outcome_code: string, outcome_date: string): Row {
  return { ...outcome("A", outcome_code, outcome_date), suspect_key };
}

const crimeSchema = z.object({
  crime_ref: z.string(),
  force: z.string(),
  district: z.string(),
  suspect_identified: z.string(),
  suspect_identified_on: z.string(),
  early_advice_on: z.string(),
  submitted_on: z.string(),
  outcome_code: z.string().nullable(),
  charged_on: z.string(),
  closed_on: z.string(),
});

/** The crimes that rows come to, once the recalculation has said the same of their dates and outcomes. */
async function crimesOf(given: { cases: Row[]; outcomes?: Row[]; chargeStands?: boolean }) {
  const { cases, outcomes = [], chargeStands = false } = given;
  const rows = outcomes.length > 0 ? outcomes : [outcome("nobody", "0", "")];
  const snapshot = await snapshotOf({ cases, outcomes: rows, asAt, chargeStands });
  const dates = ["suspect_identified_on", "early_advice_on", "submitted_on", "charged_on", "closed_on"];
  const crimes = await snapshot.use((connection) =>
    select(
      connection,
      `select * replace (${dates.map((date) => `coalesce(${date}::varchar, '') as ${date}`).join(", ")})
      from crimes order by crime_no`,
      {},
      crimeSchema,
    ),
  );
  snapshot.close();
  const plain = recalculate({
    cases: [{ name: "cases.csv", rows: cases }],
    outcomes: [{ name: "outcomes.csv", rows }],
    ...{ asAt, chargeStands, offenceCodes: mapRows("offence-codes"), outcomeCodes: mapRows("outcome-codes") },
  });
  expect(
    crimes.map((each) => [each.crime_ref, each.closed_on, each.charged_on, each.early_advice_on]),
  ).toEqual(
    plain.crimes.map((each) => [
      each.ref,
      each.closedOn ?? "",
      each.chargedOn ?? "",
      each.earlyAdviceOn ?? "",
    ]),
  );
  expect(crimes.map(({ outcome_code }) => (outcome_code === "0" ? null : outcome_code))).toEqual(
    plain.crimes.map(({ standing }) => standing?.code ?? null),
  );
  return crimes;
}
