import { describe, expect, test } from "vitest";
import { readSeries } from "../../server/measures/series.ts";
import { fileIn, runImportCommand, temporaryFolder } from "../support/command.ts";
import { exactKpiQuestion, usualChart } from "../support/questions.ts";
import { measureQueries, type Row, snapshotOf } from "../support/snapshot.ts";

const asAt = "2026-10-31";

/** The sample of every state: code, date, charge date and what the crime must then be. */
const states: { what: string; cells: Row; outcome: Row | null; charged: number; open: number }[] = [
  { what: "no outcome yet", cells: {}, outcome: null, charged: 0, open: 1 },
  { what: "code 0", cells: { outcome_code: "0" }, outcome: { outcome_code: "0" }, charged: 0, open: 1 },
  {
    what: "charged",
    cells: { outcome_code: "1", outcome_date: "03/03/2026", charge_date: "01/03/2026" },
    outcome: { outcome_code: "1", outcome_date: "03/03/2026", charge_date: "01/03/2026" },
    charged: 1,
    open: 0,
  },
  {
    what: "closed",
    cells: { outcome_code: "b", outcome_date: "2026-03-03" },
    outcome: { outcome_code: "b", outcome_date: "2026-03-03" },
    charged: 0,
    open: 0,
  },
  {
    what: "a date that nobody can read closes the crime undated",
    cells: { outcome_code: "16", outcome_date: "early spring" },
    outcome: { outcome_code: "16", outcome_date: "" },
    charged: 0,
    open: 0,
  },
  {
    what: "dated after the as-at date, so still open",
    cells: { outcome_code: "16", outcome_date: "01/11/2026" },
    outcome: null,
    charged: 0,
    open: 1,
  },
];

describe("outcome columns on the cases file give the same figures as an outcomes file", () => {
  test.each(states)("$what", async ({ cells, outcome, charged, open }) => {
    const crime = { crime_ref: "A", recorded_date: "01/02/2026", offence_code: "19C" };
    const wide = await figures([{ ...crime, ...cells }], []);
    const filler = { crime_ref: "A", outcome_code: "", outcome_date: "" };
    const long = await figures([crime], [outcome ? { crime_ref: "A", ...outcome } : filler]);
    expect(wide).toEqual(long);
    expect(wide).toMatchObject({ charges: charged, "open-investigations": open });
  });

  test("rows for several suspects are one crime, whose latest outcome stands", async () => {
    const crime = { crime_ref: "A", recorded_date: "01/02/2026", offence_code: "19C" };
    const rows = [
      { ...crime, suspect_key: "S1", outcome_code: "16", outcome_date: "01/05/2026" },
      { ...crime, suspect_key: "S2", outcome_code: "1", outcome_date: "02/05/2026" },
      { ...crime, suspect_key: "S3", outcome_code: "15", outcome_date: "01/04/2026" },
    ];
    expect(await figures(rows, [])).toMatchObject({
      "recorded-crimes": 1,
      charges: 1,
      "victim-withdrawal": 0,
    });
  });
});

describe("npm run import of one wide file", () => {
  const header =
    "Crime Number,Date Recorded,HO Code,Victim ID,Suspect ID,Latest Outcome,Date of Latest Outcome";
  const rows = [
    "A1,01/01/2026,19C,V1,S1,16,01/02/2026",
    "A1,01/01/2026,19C,V1,S2,16,01/02/2026",
    "A2,02/01/2026,19C,V2,,,",
    "A3,03/01/2026,20A,V3,S3,1,01/03/2026",
    "A4,04/01/2026,20A,V4,S4,18,soon",
  ];

  test("accounts for every row, tells the fan-out, and reads the outcomes", () => {
    const folder = temporaryFolder();
    const cases = fileIn(folder, "wide.csv", [header, ...rows].join("\n"));
    const { status, stdout, stderr } = runImportCommand(folder, [
      "--cases",
      cases,
      "--as-at",
      asAt,
      "--json",
    ]);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const { files, problems } = JSON.parse(stdout);
    expect(files).toMatchObject([{ role: "cases", read: 5, accepted: 4, repeated: 1, rejected: 0 }]);
    const messages = problems.map(({ message }: { message: string }) => message);
    expect(messages).toContainEqual(
      expect.stringMatching(/^5 rows are 4 crimes: up to 2 rows a crime, by suspect keys\./),
    );
    expect(messages).toContainEqual(expect.stringMatching(/^1 optional value could not be read/));
  });

  test("with an outcomes file as well, says that the outcomes file is used", () => {
    const folder = temporaryFolder();
    const cases = fileIn(folder, "wide.csv", [header, ...rows].join("\n"));
    const outcomes = fileIn(folder, "outcomes.csv", "crime_ref,outcome_code,outcome_date\nA1,1,02/02/2026\n");
    const words = ["--cases", cases, "--outcomes", outcomes, "--as-at", asAt, "--json"];
    const { problems } = JSON.parse(runImportCommand(folder, words).stdout);
    expect(problems).toContainEqual(
      expect.objectContaining({
        check: "outcomes-columns-not-used",
        message:
          "wide.csv has columns of outcomes too. They were not used, because outcomes.csv holds the outcomes.",
      }),
    );
  });

  test("without outcomes anywhere, refuses and says what is missing", () => {
    const folder = temporaryFolder();
    const cases = fileIn(folder, "cases.csv", "crime_ref,recorded_date,offence_code\nA1,01/01/2026,19C\n");
    const { status, stderr } = runImportCommand(folder, ["--cases", cases, "--as-at", asAt]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/no file of outcomes.*cases\.csv.*outcome_code and outcome_date/);
  });
});

/** The numerators of every KPI, added up over all months and scopes. */
async function figures(cases: Row[], outcomes: Row[]): Promise<Record<string, number>> {
  const snapshot = await snapshotOf({ cases, outcomes, asAt });
  const sums: Record<string, number> = {};
  for (const { definition, reason } of snapshot.manifest.kpis) {
    if (reason) continue;
    const question = exactKpiQuestion(snapshot, definition.id);
    const { points } = await readSeries(question, measureQueries, usualChart);
    const counted = definition.kind === "stock" ? points.slice(-1) : points;
    sums[definition.id] = counted.reduce(
      (sum, point) => sum + (point.numerator ?? point.denominator ?? 0),
      0,
    );
  }
  snapshot.close();
  return sums;
}
