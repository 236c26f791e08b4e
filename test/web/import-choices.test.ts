import { expect, test } from "vitest";
import { rowsIn } from "../../web/components/csv.ts";
import { hindrances, leftOut } from "../../web/pages/data/before-dry-run.ts";
import {
  allTexts,
  matchedCode,
  matchedColumn,
  missingColumns,
  newChoices,
  noMapping,
  openColumns,
  openTexts,
  roleOf,
  withCode,
  withColumn,
  withoutCode,
  withoutColumn,
} from "../../web/pages/data/choices.ts";
import { latestChange } from "../../web/pages/data/latest-change.ts";
import { nameOf } from "../../web/pages/data/mapping-name.ts";
import { givenFile, givenInputColumns } from "./given-import.ts";

const fresh = newChoices("1", noMapping, null);
const { required } = givenInputColumns;

test("a suggested column is not read before it is confirmed; one with a known name is", () => {
  const file = givenFile();
  const [known, suggested] = file.columns;
  if (!known || !suggested) throw new Error("no columns");
  expect(matchedColumn(known, "cases", fresh)).toEqual({ column: "crime_ref", source: "known" });
  expect(matchedColumn(suggested, "cases", fresh)).toEqual({ column: "recorded_date", source: "suggested" });
  expect(missingColumns(file, fresh, required)).toEqual(["recorded_date", "offence_code or offence_text"]);
  const confirmed = withColumn(fresh, file, "cases", suggested.header, "recorded_date");
  expect(confirmed.mapping.columns.cases).toEqual({ "Recorded Dt": "recorded_date" });
  expect(missingColumns(file, confirmed, required)).toEqual(["offence_code or offence_text"]);
  expect(withoutColumn(confirmed, "cases", suggested.header).mapping).toEqual(noMapping);
});

test("a column that is given to another header is taken from the one that held it, in this file only", () => {
  const file = givenFile();
  const chosen = withColumn(fresh, file, "cases", "HO Class", "crime_ref");
  expect(chosen.mapping.columns).toEqual({
    cases: { "Crime Number": null, "HO Class": "crime_ref" },
    outcomes: {},
  });
});

test("a change of what was loaded by name is no longer saved under that name", () => {
  const loaded = newChoices("1", noMapping, "niche-monthly");
  expect(withCode(loaded, "outcome", "Charged (OC1)", "1").mappingName).toBeNull();
  expect({ ...loaded, asAt: "2026-10-31" }.mappingName).toBe("niche-monthly");
});

test("no code is applied that is not confirmed, and only likely ones are confirmed together", () => {
  const file = givenFile();
  const [likely, unsure, unknown] = file.texts;
  if (!likely || !unsure || !unknown) throw new Error("no texts");
  expect(file.texts.map((text) => matchedCode(text, fresh))).toEqual([
    { code: "1", isConfirmed: false },
    { code: "18", isConfirmed: false },
    { code: null, isConfirmed: false },
  ]);
  expect(openTexts(file, fresh, "sure")).toEqual([likely]);
  expect(openColumns(file, fresh, "sure").map(({ header }) => header)).toEqual(["Recorded Dt"]);
  const confirmed = withCode(fresh, "outcome", unsure.text, "15");
  expect(matchedCode(unsure, confirmed)).toEqual({ code: "15", isConfirmed: true });
  expect(matchedCode(unsure, withoutCode(confirmed, "outcome", unsure.text)).isConfirmed).toBe(false);
});

test("the texts of all files that are used are one list, the most frequent first, each with its rows in all of them", () => {
  const [likely, ...others] = givenFile().texts;
  if (!likely) throw new Error("no texts");
  const files = [
    givenFile({ id: "1", texts: [likely], moreTexts: 3 }),
    givenFile({ id: "2", texts: [...others, { ...likely, rows: 500 }], moreTexts: 4 }),
    givenFile({ id: "3", moreTexts: 1000 }),
  ];
  const { texts, more } = allTexts(files, { ...fresh, roles: { "3": null } });
  expect(texts.map(({ text, rows }) => [text, rows])).toEqual([
    ["Charged (OC1)", likely.rows + 500],
    ["Undetected", 20],
    ["Filed", 2],
  ]);
  expect(more).toBe(7);
});

test("what stands in the way of a dry run, and what it would leave out, are said in sentences", () => {
  const file = givenFile();
  expect(hindrances([file], fresh, givenInputColumns)).toEqual([
    "crimes.csv has no column for recorded_date and offence_code or offence_text yet. Choose or confirm it under “Match your columns”.",
  ]);
  const left = { ...fresh, roles: { "1": null } };
  expect(roleOf(file, left)).toBeNull();
  expect(hindrances([file], left, givenInputColumns)).toEqual([
    "No file holds cases. Say above which one does.",
  ]);
  expect(leftOut([file], left)).toEqual(["Left out: crimes.csv."]);
  expect(leftOut([file], fresh)).toEqual([
    "2 suggested columns are not confirmed and will not be read.",
    "3 texts are not confirmed; their rows count as not mapped.",
  ]);
});

test("a month that had no figure is new, one whose counts moved has changed, and the latest with a figure is shown", () => {
  const figure = (numerator: number, denominator: number) => ({
    numerator,
    denominator,
    value: numerator / denominator,
  });
  const points = [
    { month: "2026-08", before: figure(1, 2), after: figure(1, 2) },
    { month: "2026-09", before: figure(1, 2), after: figure(2, 4) },
    { month: "2026-10", before: null, after: figure(1, 5) },
    { month: "2026-11", before: null, after: { numerator: 0, denominator: 0, value: null } },
  ];
  const { shown, moved, added } = latestChange(points);
  expect(shown?.month).toBe("2026-10");
  expect(moved.map(({ month }) => month)).toEqual(["2026-09"]);
  expect(added.map(({ month }) => month)).toEqual(["2026-10", "2026-11"]);
});

test("a name for a mapping is made of what is typed", () => {
  expect(nameOf("Niche Monthly")).toBe("niche-monthly");
  expect(nameOf(" Gwent – Heddlu 2026 ")).toBe("gwent-heddlu-2026");
  expect(nameOf("Caffè")).toBe("caffe");
  expect(nameOf("***")).toBe("");
});

test("rows of CSV are read with their quotes, commas and lines, and a row that is cut off is left out", () => {
  const text = '\uFEFFfile,line,raw\r\na.csv,2,"one, ""two""\r\nthree"\r\nb.csv,,\r\nc.csv,4,"cut o';
  expect(rowsIn(text)).toEqual([
    ["file", "line", "raw"],
    ["a.csv", "2", 'one, "two"\r\nthree'],
    ["b.csv", "", ""],
  ]);
});
