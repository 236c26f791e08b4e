import { expect, test } from "vitest";
import { rowsIn } from "../../web/components/csv.ts";
import { hindrances, leftOut } from "../../web/pages/data/before-dry-run.ts";
import { isSmall, orderedChanges, whyChanged } from "../../web/pages/data/change-words.ts";
import {
  type Choices,
  matchedCode,
  matchedColumn,
  missingColumns,
  newChoices,
  noMapping,
  openColumns,
  openTexts,
  roleOf,
  wholeMapping,
  withCode,
  withColumn,
  withoutCode,
  withoutColumn,
} from "../../web/pages/data/choices.ts";
import { codedColumns, unexplainedTexts } from "../../web/pages/data/coded-columns.ts";
import { nameOf } from "../../web/pages/data/mapping-name.ts";
import { stepsOf } from "../../web/pages/data/steps.ts";
import { verdictOf } from "../../web/pages/data/verdict-words.ts";
import type { ImportChanges } from "../../web/types.ts";
import { givenChanges, givenFile, givenImport, givenInputColumns, givenResult } from "./given-import.ts";

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
  expect(withoutColumn(confirmed, "cases", suggested.header).mapping).toEqual({
    ...noMapping,
    columns: { cases: {} },
  });
});

test("a column that is given to another header is taken from the one that held it, in this file only", () => {
  const file = givenFile();
  const chosen = withColumn(fresh, file, "cases", "HO Class", "crime_ref");
  expect(chosen.mapping.columns).toEqual({
    cases: { "Crime Number": null, "HO Class": "crime_ref" },
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

test("the texts of a coded column in all files that are used are one list: those to explain first, the most frequent first", () => {
  const [likely, ...others] = givenFile().texts;
  if (!likely) throw new Error("no texts");
  const read = { ...likely, text: "16", rows: 900, code: "16", read: true };
  const answer = {
    ...likely,
    kind: "answer",
    column: "suspect_identified",
    text: "Known",
    code: null,
  } as const;
  const files = [
    givenFile({ id: "1", texts: [read, likely, answer] }),
    givenFile({ id: "2", texts: [...others, { ...likely, rows: 500 }] }),
    givenFile({ id: "3" }),
  ];
  const choices = withCode({ ...fresh, roles: { "3": null } }, "outcome", "Charged (OC1)", "1");
  const columns = codedColumns(files, choices);
  expect(
    columns.map(({ column, texts }) => [column, ...texts.map(({ text, rows }) => [text, rows])]),
  ).toEqual([
    ["outcome_code", ["Undetected", 20], ["Filed", 2], ["Charged (OC1)", likely.rows + 500], ["16", 900]],
    ["suspect_identified", ["Known", likely.rows]],
  ]);
  expect(unexplainedTexts(files, choices).map(({ text }) => text)).toEqual(["Undetected", "Filed", "Known"]);
});

test("what is saved for next month says of every header what it is read as, and reads nothing that nobody confirmed", () => {
  const chosen = withColumn(fresh, givenFile(), "cases", "HO Class", "offence_code");
  expect(wholeMapping([givenFile()], chosen).columns.cases).toEqual({
    "Crime Number": "crime_ref",
    "Recorded Dt": null,
    "Beat Area": null,
    "HO Class": "offence_code",
  });
});

test("a header under which names of people stand is read as nothing, whatever a mapping says", () => {
  const [column] = givenFile().columns;
  if (!column) throw new Error("no column");
  const refused = { ...column, refused: "it holds names of people" };
  const mapped = withColumn(fresh, givenFile(), "cases", column.header, "crime_ref");
  expect(matchedColumn(refused, "cases", mapped)).toEqual({ column: null, source: "none" });
});

test("each step says what is left to do in it, and a saved mapping that fits is named", () => {
  const current = givenImport();
  const left = (of: Parameters<typeof stepsOf>[0], choices: Choices) =>
    stepsOf(of, choices, givenInputColumns).map((step) => step.left);
  expect(left(current, fresh)).toEqual([
    "cases",
    "3 columns and 3 texts to map",
    "not made yet",
    "nothing is served until then",
  ]);
  const fitting = { name: "niche-monthly", savedBy: "local:jo", savedAt: "2026-10-01T09:00:00.000Z" };
  const columns = {
    cases: { "Recorded Dt": "recorded_date", "Beat Area": null, "HO Class": "offence_code" },
  };
  const codes = { ...noMapping.codes, outcome: { "Charged (OC1)": "1", Undetected: "18", Filed: "20" } };
  const applied = newChoices("abc", { ...noMapping, columns, codes }, "niche-monthly");
  expect(left({ ...current, fitting }, { ...applied, asAt: "2026-10-31" }).slice(0, 2)).toEqual([
    "cases, as at 31 Oct 2026",
    "the headers of “niche-monthly”: applied",
  ]);
  const refused = { ...givenResult, limits: ["One.", "Two."], refusal: "One. Two." };
  expect(left({ ...current, fitting, dryRun: refused }, applied)[2]).toBe("2 things to mend");
  expect(left({ ...current, fitting, dryRun: { ...givenResult, ok: true } }, applied)[2]).toBe(
    "nothing breaks",
  );
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

const kept: ImportChanges["kpis"][number] = {
  id: "a",
  title: "Crimes charged",
  unit: "crimes",
  words: { one: "crime", many: "crimes" },
  reason: null,
  served: { month: "2026-10", numerator: 21, denominator: null, value: 21 },
  again: { numerator: 23, denominator: null, value: 23 },
  newest: { month: "2026-11", numerator: 18, denominator: null, value: 18 },
  moved: { months: 1, of: 24 },
};
const share = { numerator: 55, denominator: 95, value: 0.579 };
const steady = {
  ...kept,
  id: "b",
  title: "Early advice",
  unit: "share",
  moved: { months: 0, of: 24 },
} as const;
const unmoved = { ...steady, served: { month: "2026-10", ...share }, again: share };
const gone = { ...unmoved, id: "c", title: "Early advice by day 28", again: null, newest: null };

test("what would change begins with what is lost and the biggest change, and says why", () => {
  expect(orderedChanges([unmoved, kept, gone]).map(({ id }) => id)).toEqual(["c", "a", "b"]);
  expect([unmoved, kept, gone].map(isSmall)).toEqual([true, false, false]);
  expect([unmoved, kept, gone].map(whyChanged)).toEqual([
    "",
    "2 more in Oct 2026; 1 of 24 months differ",
    "Lost: no crime counts for it any more.",
  ]);
});

test("a dry run opens with its verdict: what breaks is named and counted once", () => {
  const { changes } = givenChanges([unmoved, kept]);
  const safe = { ...givenResult, ok: true, changes };
  expect(verdictOf(safe)).toEqual({
    kind: "safe",
    title: "Safe to publish",
    lines: ["2 measures keep their figure. 1 measure changes in a month that is served."],
  });
  const lost = { ...safe, ...givenChanges([unmoved, kept, gone]) };
  expect(verdictOf(lost)).toEqual({
    kind: "breaks",
    title: "1 thing breaks. Mend it here, then publish.",
    lines: [
      "“Early advice by day 28” loses its figure in every month (57.9% is served): no crime counts for it any more.",
    ],
  });
  const limits = ["“Early advice by day 28” would lose its figure: no row counts.", "Too many rows."];
  const refused = { ...lost, ok: false, limits, refusal: limits.join(" ") };
  expect(verdictOf(refused)).toMatchObject({ kind: "breaks", lines: limits });
  expect(verdictOf(refused).title).toBe("2 things break. Mend them here, then publish.");
  expect(verdictOf({ ...refused, ok: true, refusal: null })).toMatchObject({ kind: "overridden" });
  const undated = { ...givenResult, refusal: "When?", suggestedAsAt: "2026-11-30" };
  expect(verdictOf(undated)).toMatchObject({ kind: "question", title: "When was the export taken?" });
  expect(verdictOf({ ...undated, suggestedAsAt: null })).toMatchObject({
    kind: "unusable",
    lines: ["When?"],
  });
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
