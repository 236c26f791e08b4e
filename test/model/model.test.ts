import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { requiredColumns } from "../../server/model/input.ts";
import { inputOf, ModelFaults, readModel, unitOf } from "../../server/model/model.ts";
import { places } from "../../server/places.ts";

const column = { type: "label", about: "nothing", example: "a", meaning: "a thing", aliases: [] };

test("the product's own inputs and units fit together", () => {
  const model = readModel([places.queries]);
  expect(model.inputs.map(({ role }) => role)).toEqual(["cases", "outcomes"]);
  expect(requiredColumns(inputOf(model, "cases"))).toEqual([
    ["crime_ref"],
    ["recorded_date"],
    ["offence_code", "offence_text"],
  ]);
  expect(unitOf(model, "crimes").scopes.filter(({ usual }) => usual)).toHaveLength(1);
});

test("a home adds an input, a unit, a column and a dimension by dropping folders", () => {
  const home = folderWith({
    "inputs/cases/input.json": { columns: [{ ...column, name: "hub" }] },
    "units/crimes/unit.json": { dimensions: [{ name: "hub", title: "Hub", kind: "label", column: "hub" }] },
    "inputs/visits/input.json": visits(),
    "units/visits/unit.json": visitUnit(),
  });
  const model = readModel([places.queries, home]);
  expect(inputOf(model, "cases").columns.at(-1)).toMatchObject({ name: "hub", required: false });
  expect(model.dimensions).toContain("hub");
  expect(unitOf(model, "visits").input).toBe("visits");
});

test("every fault is named at once, each with its place", () => {
  const home = folderWith({
    "inputs/visits/input.json": { ...visits(), date: "seen_on", also: "nothing" },
    "inputs/broken/input.json": { title: "" },
    "units/visits/unit.json": {
      ...visitUnit(),
      dimensions: [{ name: "room", title: "Room", kind: "label", column: "room" }],
    },
    "units/lost/unit.json": { ...visitUnit(), input: "unheard_of" },
  });
  writeFileSync(join(home, "units/lost/unit.json.bak"), "");
  mkdirSync(join(home, "units/torn"));
  writeFileSync(join(home, "units/torn/unit.json"), "{");
  const message = faultsOf(() => readModel([places.queries, home]));
  for (const fault of [
    "units/torn/unit.json is not JSON",
    "inputs/broken/input.json",
    "the input visits: it names a column “seen_on” that it does not have",
    "the input visits may also hold “nothing”, which is no input",
    "the dimension room of the unit visits is the column “room”, which visits does not have",
    "the unit lost is made of “unheard_of”, which is no input",
  ])
    expect(message).toContain(fault);
});

test("an input or unit that is not there is asked for by name, and the answer names those that are", () => {
  const model = readModel([places.queries]);
  expect(() => inputOf(model, "bail")).toThrow("There is no input “bail”. The inputs are cases, outcomes.");
  expect(() => unitOf(model, "orders")).toThrow("The units are crimes.");
});

function visits() {
  return {
    title: "Visits",
    row: "one visit",
    given: "carried-over",
    date: "visited_date",
    key: "visit_ref",
    steps: [{ makes: "temp table", name: "staged_visits" }],
    accepted: "staged_visits",
    rejections: {},
    columns: [
      { ...column, name: "visit_ref", type: "key", required: true },
      { ...column, name: "visited_date", type: "date", required: true },
    ],
  };
}

function visitUnit() {
  return {
    one: "visit",
    many: "visits",
    key: "visit_ref",
    input: "visits",
    mart: "visits",
    number: "visit_no",
    steps: [{ makes: "table", name: "visits" }],
    dimensions: [],
  };
}

function faultsOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof ModelFaults) return error.message;
    throw error;
  }
  throw new Error("it fits together");
}

function folderWith(files: Record<string, unknown>): string {
  const folder = mkdtempSync(join(tmpdir(), "flight-deck-model-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), JSON.stringify(content));
  }
  return folder;
}
