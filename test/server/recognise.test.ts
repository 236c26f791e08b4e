import { describe, expect, test } from "vitest";
import type { Role } from "../../server/contract/snapshot.ts";
import { scoreRole, settleRoles } from "../../server/import/recognise/recognise-role.ts";
import { suggestCode } from "../../server/import/recognise/suggest-code.ts";
import { suggestColumns } from "../../server/import/recognise/suggest-columns.ts";
import { readVocabulary } from "../../server/import/recognise/vocabulary.ts";
import { inputOf, readModel } from "../../server/model/model.ts";
import { places } from "../../server/places.ts";

const vocabulary = readVocabulary(places.queries);
const model = readModel([places.queries]);

const dates = ["01/02/2026", "2026-02-03 10:15", "04-Feb-2026"];

describe("headers as records systems have them", () => {
  test.each<{ system: string; role: Role; columns: [string, string[], string | null][] }>([
    {
      system: "shortened words",
      role: "cases",
      columns: [
        ["Crime Ref No", ["42/100/26"], "crime_ref"],
        ["Rec Dt", dates, "recorded_date"],
        ["Rptd Dt", dates, "reported_date"],
        ["Off Desc", ["Rape of a female"], "offence_text"],
        ["HO Cd", ["19C", "20A"], "offence_code"],
        ["Vic Age", ["34", "17.0"], "victim_age"],
        ["Vic Gender", ["F", "M"], "victim_sex"],
        ["Susp Identified?", ["Y", "N"], "suspect_identified"],
        ["LPA", ["North"], "district"],
        ["Notes", ["called back"], null],
      ],
    },
    {
      system: "words run together",
      role: "cases",
      columns: [
        ["OccurrenceNumber", ["2026-1"], "crime_ref"],
        ["DateCrimeRecorded", dates, "recorded_date"],
        ["OffenceCommittedFromDate", dates, "offence_date"],
        ["OffenceDescription", ["Rape of a female"], "offence_text"],
        ["VictimGender", ["Female"], "victim_sex"],
        ["DomesticAbuseFlag", ["Yes"], "domestic"],
      ],
    },
    {
      system: "disposals",
      role: "outcomes",
      columns: [
        ["Crime Reference Number", ["2026-1"], "crime_ref"],
        ["Outcome Type Description", ["Charged", "16"], "outcome_code"],
        ["Disposal Dt", dates, "outcome_date"],
        ["Dt Charged", dates, "charge_date"],
      ],
    },
    {
      system: "names that say nothing, where the values do",
      role: "cases",
      columns: [
        ["Crime Ref", ["2026-1"], "crime_ref"],
        ["Recorded", dates, "recorded_date"],
        ["Field 7", ["19C", "020A", "88E"], "offence_code"],
      ],
    },
    {
      system: "names that mislead, where the values tell",
      role: "outcomes",
      columns: [
        ["Crime Ref", ["2026-1"], "crime_ref"],
        ["Outcome", dates, "outcome_date"],
        ["Result", ["b. Charged/summonsed (OC1)", "Outcome 16"], "outcome_code"],
      ],
    },
  ])("$system", ({ role, columns }) => {
    const found = suggestColumns(
      columns.map(([header]) => header),
      columns.map(([, values]) => values),
      inputOf(model, role),
      {},
      vocabulary,
    );
    expect(columns.map(([header], place) => [header, found.columns[place]?.column])).toEqual(
      columns.map(([header, , column]) => [header, column]),
    );
    expect(found.missing).toEqual([]);
  });

  test("the mapping goes first, a known name is surer than one that is alike, and what is missing is named", () => {
    const { columns, missing } = suggestColumns(
      ["Crime Number", "Crime Numbers", "Logged", "District"],
      [["1"], ["2"], dates, ["North"]],
      inputOf(model, "cases"),
      { logged: "reported_date", District: null },
      vocabulary,
    );
    expect(columns).toEqual([
      { column: "crime_ref", confidence: expect.any(Number), known: true, mapped: false, refused: null },
      { column: null, confidence: 0, known: false, mapped: false, refused: null },
      { column: "reported_date", confidence: 1, known: false, mapped: true, refused: null },
      { column: null, confidence: 1, known: false, mapped: true, refused: null },
    ]);
    expect(missing).toEqual(["recorded_date", "offence_code or offence_text"]);
  });
});

describe("which file is which", () => {
  const cases = ["crime_ref", "recorded_date", "offence_code"];
  const outcomes = ["crime_ref", "outcome_code", "outcome_date"];
  const both = [...cases, "outcome_code", "outcome_date"];
  test.each<{ files: string[][]; roles: (Role | null)[] }>([
    { files: [cases, outcomes], roles: ["cases", "outcomes"] },
    { files: [both], roles: ["cases"] },
    { files: [cases, both], roles: ["cases", "outcomes"] },
    { files: [both, outcomes], roles: ["cases", "outcomes"] },
    { files: [["a", "b"], cases], roles: [null, "cases"] },
  ])("$files", ({ files, roles }) => {
    const scores = files.map((headers) => {
      const score = (role: Role) => {
        const values = headers.map(() => []);
        const input = inputOf(model, role);
        return scoreRole(input, suggestColumns(headers, values, input, {}, vocabulary).columns);
      };
      return { cases: score("cases"), outcomes: score("outcomes") };
    });
    expect(settleRoles(scores, model.inputs).map(({ role }) => role)).toEqual(roles);
  });
});

describe("texts that stand for codes", () => {
  test.each<["offence" | "outcome" | "cancelled", string, string]>([
    ["outcome", "b. Charged/summonsed (OC1)", "1"],
    ["outcome", "Charge / Summons", "1"],
    ["outcome", "OC 01A - Charged alternate offence", "1A"],
    ["outcome", "Outcome 16 â€“ suspect identified; victim does not support", "16"],
    ["outcome", "14 ? Evidential difficulties", "14"],
    ["outcome", "Type 18: Investigation complete", "18"],
    ["outcome", "Community Resolution (8)", "8"],
    [
      "outcome",
      "Evidential difficulties victim based - named suspect not identified: victim declines to support",
      "14",
    ],
    ["outcome", "Suspect identified, victim has withdrawn support", "16"],
    ["outcome", "Named suspect identified: victim supports police action but evidential difficulties", "15"],
    ["outcome", "Investigation complete; no suspect identified", "18"],
    ["outcome", "Suspect too ill to prosecute", "12"],
    ["outcome", "Caution - adults", "3"],
    ["outcome", "Under Investigation", "0"],
    ["offence", "Rape of a Female aged 16 or over", "19C"],
    ["offence", "RAPE OF A FEMALE AGED 16 AND OVER", "19C"],
    ["offence", "Rape of male child under 13", "19H"],
    ["offence", "019E Rape", "19E"],
    ["offence", "Sexual assault â€“ female 13 and over", "20A"],
    ["cancelled", "C4 - recorded in error", "C4"],
    ["cancelled", "Transferred to other force", "C1"],
  ])("%s: %s", (kind, text, code) => {
    const suggested = suggestCode(text, kind, vocabulary);
    expect(suggested?.code).toBe(code);
    expect(suggested?.confidence).toBeGreaterThan(0.45);
  });

  test.each<["offence" | "outcome" | "cancelled", string]>([
    ["outcome", "NFA"],
    ["outcome", "=1+1"],
    ["outcome", "99"],
    ["offence", "Theft of a pedal cycle"],
    ["cancelled", "see log"],
  ])("nothing is suggested for %s: %s", (kind, text) => {
    expect(suggestCode(text, kind, vocabulary)).toBeNull();
  });

  test("what could be two things, or contradicts its own number, is not sure", () => {
    expect(suggestCode("Rape of a female", "offence", vocabulary)?.confidence).toBeLessThan(0.6);
    const contradicts = "Outcome 14 - suspect identified; victim does not support further action";
    expect(suggestCode(contradicts, "outcome", vocabulary)).toMatchObject({ code: "14", confidence: 0.5 });
  });
});
