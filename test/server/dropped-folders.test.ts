import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { fileIn, runImportCommand, temporaryFolder } from "../support/command.ts";
import { formOf, serveHome } from "../support/served-home.ts";

/** A force adds by dropping folders into its home, without another edit: what it adds is there in the import, on the pages' API and
 * in packs. All data are invented. */

const asAt = "2026-02-28";
const stations = ["Old Mill", "Quayside", ""];
const cases = [
  "crime_ref,recorded_date,offence_code,police_station",
  ...Array.from(
    { length: 60 },
    (_, n) => `A${n},${String(1 + (n % 28)).padStart(2, "0")}/0${1 + (n % 2)}/2026,19C,${stations[n % 3]}`,
  ),
].join("\n");
const outcomes = "crime_ref,outcome_code,outcome_date\nA1,16,20/02/2026\n";
const column = { type: "label", about: "nothing", example: "Quayside", aliases: ["police station"] };

test("a dimension on a new column: two entries make it a field, a filter, a split, and a part of a breakdown", async () => {
  const folder = temporaryFolder();
  drop(folder, {
    "inputs/cases/input.json": {
      columns: [{ ...column, name: "station", meaning: "where it was reported" }],
    },
    "units/crimes/unit.json": {
      dimensions: [{ name: "station", title: "Station", kind: "label", column: "station" }],
    },
  });
  const { ask } = await serveHome(folder);
  const begun = await ask("POST", "/imports", formOf({ "cases.csv": cases, "outcomes.csv": outcomes }));
  const [ofCases] = begun.body.files;
  expect(ofCases.columns).toContainEqual(
    expect.objectContaining({ header: "police_station", column: "station" }),
  );
  expect((await ask("POST", `/imports/${begun.body.id}/dry-run`, { asAt })).body).toMatchObject({ ok: true });
  expect((await ask("POST", `/imports/${begun.body.id}/publish`)).status).toBe(200);

  const { body: columns } = await ask("GET", "/input-columns");
  expect(columns.splits).toContain("station");
  const { body: snapshot } = await ask("GET", "/snapshot");
  expect(snapshot.dimensions.station).toEqual(["Old Mill", "Quayside", "unknown"]);
  expect(snapshot.labels.dimension.station).toBe("Station");
  const { body: series } = await ask("GET", "/kpis/recorded-crimes/series?station=Quayside");
  expect(series.points.map(({ numerator }: { numerator: number }) => numerator)).toEqual([10, 10]);
  const { body: split } = await ask("GET", "/kpis/recorded-crimes/series?split=station");
  expect(new Set(split.points.map((point: { split: string }) => point.split))).toEqual(
    new Set(snapshot.dimensions.station),
  );
  const { body: breakdown } = await ask("GET", "/kpis/recorded-crimes/breakdown?by=station");
  expect(breakdown.by).toBe("station");
  expect(await ask("GET", "/kpis/recorded-crimes/series?station=Nowhere")).toMatchObject({ status: 400 });
  const { body: api } = await ask("GET", "/openapi.json");
  const { parameters } = api.paths["/api/kpis/{id}/series"].get;
  expect(parameters.map(({ name }: { name: string }) => name)).toContain("station");
});

test("an input with its own unit and a KPI on it: three folders", async () => {
  const folder = temporaryFolder();
  drop(folder, {
    "inputs/visits/input.json": visits,
    "inputs/visits/staged_visits.sql": stagedVisits,
    "inputs/visits/visits_accepted.sql": "select * from staged_visits where rejected_rule is null",
    "units/visits/unit.json": visitUnit,
    "units/visits/visits.sql":
      "select position as visit_no, visit_ref, visited_on, room from visits_accepted",
    "kpis/visits-made/kpi.json": visitsMade,
    "kpis/visits-made/query.sql":
      "select visit_ref, visited_on as counted_on, 1::double as value from visits",
  });
  const files = [
    ...[
      "--cases",
      fileIn(folder, "cases.csv", cases),
      "--outcomes",
      fileIn(folder, "outcomes.csv", outcomes),
    ],
    ...[
      "--visits",
      fileIn(
        folder,
        "visits.csv",
        "visit_ref,visited_date,room\nV1,05/01/2026,Blue\nV2,06/02/2026,Red\nV3,no day,Red\n",
      ),
    ],
  ];
  const ran = runImportCommand(folder, [...files, "--as-at", asAt, "--json", "--force"]);
  expect(ran.stderr).toBe("");
  expect(JSON.parse(ran.stdout).files).toContainEqual(
    expect.objectContaining({ role: "visits", read: 3, accepted: 2, rejected: 1 }),
  );

  const { ask } = await serveHome(folder);
  const { body: catalogue } = await ask("GET", "/kpis");
  expect(catalogue.kpis).toContainEqual(
    expect.objectContaining({ id: "visits-made", counts: "visits", available: true }),
  );
  const { body: series } = await ask("GET", "/kpis/visits-made/series?from=2026-01&to=2026-02");
  expect(series.points.map(({ numerator }: { numerator: number }) => numerator)).toEqual([1, 1]);
  const { body: split } = await ask("GET", "/kpis/visits-made/series?split=room");
  expect(new Set(split.points.map((point: { split: string }) => point.split))).toEqual(
    new Set(["Blue", "Red"]),
  );
  const { body: listed } = await ask("GET", "/kpis/visits-made/cases?month=2026-01&counted=numerator");
  expect(listed).toMatchObject({
    of: { one: "visit", many: "visits", key: "visit_ref" },
    rows: [{ visit_ref: "V1" }],
  });
  expect(await ask("GET", "/kpis/visits-made/series?district=North")).toMatchObject({ status: 400 });
});

const visits = {
  title: "Visits",
  row: "one visit",
  given: "carried-over",
  date: "visited_date",
  key: "visit_ref",
  steps: [
    { makes: "temp table", name: "staged_visits" },
    { makes: "temp view", name: "visits_accepted" },
  ],
  accepted: "visits_accepted",
  rejections: {
    "unreadable-visit": {
      column: "visited_date",
      reason: "the day cannot be read",
      many: "whose day cannot be read",
    },
  },
  columns: [
    {
      ...column,
      name: "visit_ref",
      type: "key",
      required: true,
      meaning: "the visit's reference",
      aliases: [],
    },
    { ...column, name: "visited_date", type: "date", required: true, meaning: "its day", aliases: [] },
    { ...column, name: "room", meaning: "its room", aliases: [] },
  ],
};

const stagedVisits = `select
    visits_rows.position::integer as position,
    read_key(visits_rows.visit_ref)::varchar as visit_ref,
    days.day::date as visited_on,
    coalesce(rooms.label, 'unknown')::varchar as room,
    case when days.day is null then 'unreadable-visit' end::varchar as rejected_rule,
from visits_rows
inner join text_values as days on days.text_no = visits_rows.visited_date
left join labels as rooms on rooms.column_name = 'room' and rooms.text_no = visits_rows.room`;

const visitUnit = {
  one: "visit",
  many: "visits",
  key: "visit_ref",
  input: "visits",
  mart: "visits",
  number: "visit_no",
  steps: [{ makes: "table", name: "visits" }],
  dimensions: [{ name: "room", title: "Room", kind: "label", column: "room" }],
};

const visitsMade = {
  title: "Visits made",
  counts: "visits",
  family: "victim-support",
  kind: "count",
  unit: "crimes",
  better: "neutral",
  basis: "E",
  basis_title: "month of the visit",
  matures_after_days: null,
  ramp_up_months: 0,
  needs: [],
  settings: {},
  definition: "Made up for a test.",
  numerator: "Visits",
  denominator: "",
  traps: [],
  source: "Test",
  owner: "Test",
  reviewed_on: "2026-11-24",
  flight_deck_ref: "",
  relations: [],
  changelog: [],
};

function drop(home: string, files: Record<string, unknown>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), typeof content === "string" ? content : JSON.stringify(content));
  }
}
