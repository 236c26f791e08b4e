import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fileIn, runImportCommand, startServer, temporaryFolder } from "../support/command.ts";
import { readExamples, runExample } from "../support/examples.ts";

const definition = {
  counts: "crimes",
  title: "Crimes with two or more events",
  family: "attrition",
  kind: "share",
  unit: "share",
  better: "neutral",
  basis: "R",
  basis_title: "month recorded",
  matures_after_days: "within_days",
  ramp_up_months: 0,
  needs: [],
  settings: { within_days: { title: "Days", default: 30 } },
  definition: "Made up for a test: not within {within_days} days.",
  numerator: "Crimes with two or more outcome events",
  denominator: "Crimes recorded",
  traps: [],
  source: "Test",
  owner: "Test",
  reviewed_on: "2026-11-24",
  flight_deck_ref: "",
  relations: [],
  changelog: [],
};
const query = `select crimes.crime_ref, any_value(recorded_on) as counted_on, (count(event_no) >= 2)::double as value,
from crimes left join outcome_events on outcome_events.crime_no = crimes.crime_no group by crimes.crime_ref`;
const examples = [
  {
    title: "One of two",
    as_at: "2026-03-31",
    cases: ["A1", "A2"].map((crime_ref) => ({ crime_ref, recorded_date: "2026-01-05", offence_code: "19C" })),
    outcomes: ["16", "0"].map((outcome_code) => ({
      crime_ref: "A1",
      outcome_code,
      outcome_date: "2026-02-01",
    })),
    expect: [{ month: "2026-01", numerator: 1, denominator: 2, mature: true }],
  },
];

test("a KPI dropped in as a folder appears in the API and passes its examples, and a broken one harms no other", async () => {
  const home = temporaryFolder();
  const folder = join(home, "kpis/reopened-crimes");
  write(folder, {
    "kpi.json": JSON.stringify(definition),
    "query.sql": query,
    "examples.json": JSON.stringify(examples),
  });
  write(join(home, "kpis/broken-words"), { "kpi.json": JSON.stringify({ title: "x" }), "query.sql": query });
  const { relations: _, ...silent } = definition;
  write(join(home, "kpis/silent-relations"), { "kpi.json": JSON.stringify(silent), "query.sql": query });
  const wrong = [{ whole: { what: ["numerator"] }, parts: [{ of: "recorded-crime", what: ["numerator"] }] }];
  write(join(home, "kpis/wrong-relations"), {
    "kpi.json": JSON.stringify({ ...definition, relations: wrong }),
    "query.sql": query,
  });
  write(join(home, "kpis/broken-sql"), {
    "kpi.json": JSON.stringify(definition),
    "query.sql": "select nonsense from crimes",
  });

  const cases = fileIn(
    home,
    "cases.csv",
    "crime_ref,recorded_date,offence_code\nA1,05/01/2026,19C\nA2,05/01/2026,19C\n",
  );
  const outcomes = fileIn(
    home,
    "outcomes.csv",
    "crime_ref,outcome_code,outcome_date\nA1,16,01/02/2026\nA1,0,02/02/2026\n",
  );
  expect(
    runImportCommand(home, ["--cases", cases, "--outcomes", outcomes, "--as-at", "2026-03-31"]).status,
  ).toBe(0);

  const { url } = await startServer(home);
  const { kpis, faults } = await (await fetch(`${url}/api/kpis`)).json();
  const byId = Object.fromEntries(kpis.map((kpi: { id: string }) => [kpi.id, kpi]));
  expect(byId["reopened-crimes"]).toMatchObject({
    available: true,
    definition: "Made up for a test: not within 30 days.",
    query,
  });
  expect(byId["broken-sql"]).toMatchObject({ available: false, reason: expect.stringContaining("nonsense") });
  expect(byId["recorded-crimes"]).toMatchObject({ available: true });
  expect(faults).toEqual([
    { id: "broken-words", fault: expect.stringContaining("kpi.json") },
    { id: "silent-relations", fault: expect.stringContaining("relations") },
    {
      id: "wrong-relations",
      fault: "kpi.json: its relations name the numerator of series recorded-crime, which no answer shows",
    },
  ]);

  const { points } = await (await fetch(`${url}/api/kpis/reopened-crimes/series`)).json();
  expect(points[0]).toMatchObject({
    month: "2026-01",
    numerator: 1,
    denominator: 2,
    value: 0.5,
    mature: true,
  });
  for (const example of readExamples(folder)) await runExample(folder, "reopened-crimes", example);
});

function write(folder: string, files: Record<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}
