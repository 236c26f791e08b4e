import { expect, test } from "vitest";
import { parseCsv, readTable } from "./csv.ts";
import { crime, outcome, world } from "./hand-made.ts";
import { ageBand } from "./labels.ts";
import { readAge, readCode, readDate, readOptionalDate, readText, readYesNo } from "./read-values.ts";

test("a date is read day first in every format, with or without a time", () => {
  for (const text of [
    ...["03/04/2024", "03/04/24", "2024-04-03", "03-Apr-2024", "03-APR-2024", " 03/04/2024 ", "3.4.2024"],
    ...["03-04-2024", "03 04 2024", "3 April 2024", "03-Apr-24", "2024/04/03", "20240403", "Wed 03/04/2024"],
    ...["Apr 3 2024", "3rd April 2024"],
  ]) {
    expect(readDate(text), text).toBe("2024-04-03");
    expect(readDate(`${text.trim()} 14:35`), text).toBe("2024-04-03");
    expect(readDate(`${text.trim()} 23:59:59`), text).toBe("2024-04-03");
  }
  expect(readDate("2024-04-03T08:00:00Z")).toBe("2024-04-03");
  expect(readDate("2024-04-03T23:00:00Z")).toBe("2024-04-04");
  expect(readDate("2024-04-03T00:30:00+02:00")).toBe("2024-04-02");
  expect(["01/01/1900", "31/12/9999", "1899-12-30", "never", "1900-01-00", "unknown"].map(readDate)).toEqual(
    Array(6).fill(null),
  );
  expect(["31/12/69", "31/12/99", "31/12/68"].map(readDate)).toEqual([
    "1969-12-31",
    "1999-12-31",
    "2068-12-31",
  ]);
});

test("what is no date is unreadable, never another date", () => {
  for (const text of [
    "12/31/2023",
    "31/02/2024",
    "29/02/2023",
    "2023-13-01",
    "00/01/2024",
    "45291",
    "soon",
  ]) {
    expect(readDate(text), text).toBe("unreadable");
  }
  expect(readDate("29/02/2024")).toBe("2024-02-29");
  expect(readDate(" n/A ")).toBeNull();
  expect(readOptionalDate("12/31/2023", "2026-01-31")).toBeNull();
  expect(readOptionalDate("01/02/2026", "2026-01-31")).toBeNull();
  expect(readOptionalDate("31/01/2026", "2026-01-31")).toBe("2026-01-31");
});

test("null tokens, codes, words and ages", () => {
  expect(["", "null", "N/A", "#n/a", "-", " . ", undefined].map(readText)).toEqual(Array(7).fill(null));
  expect(["01", "1a", " 019c ", "0", "00", "n100", "16.0", "0.0"].map(readCode)).toEqual([
    "1",
    "1A",
    "19C",
    "0",
    "0",
    "N100",
    "16",
    "0",
  ]);
  expect(["Y", "TRUE", "1", "n", "F", "0", "maybe", ""].map(readYesNo)).toEqual([
    "yes",
    "yes",
    "yes",
    "no",
    "no",
    "no",
    "unknown",
    "unknown",
  ]);
  expect(["0", "120", "121", "-1", "34.5", "x"].map(readAge)).toEqual([0, 120, null, null, null, null]);
  expect([0, 12, 13, 15, 16, 17, 18, 24, 25, 34, 35, 44, 45, 54, 55, 64, 65, null].map(ageBand)).toEqual([
    ...[
      "0-12",
      "0-12",
      "13-15",
      "13-15",
      "16-17",
      "16-17",
      "18-24",
      "18-24",
      "25-34",
      "25-34",
      "35-44",
      "35-44",
    ],
    ...["45-54", "45-54", "55-64", "55-64", "65+", "unknown"],
  ]);
});

test("CSV quoting, line ends and aliases", () => {
  expect(parseCsv('a,b\r\n"1,\n2","say ""x"""\r\r\n,\n')).toEqual([
    ["a", "b"],
    ["1,\n2", 'say "x"'],
    ["", ""],
  ]);
  const otherNames = [
    { column: "crime_ref", alias: "crime number" },
    { column: "recorded_date", alias: "date recorded" },
  ];
  const table = readTable("Crime Number;Date-Recorded;X\n1;2;3\n4;5\n", otherNames, ";");
  expect(table).toEqual({ rows: [{ crime_ref: "1", recorded_date: "2", x: "3" }], malformed: 1 });
});

test("every row of a file is accepted, repeated or rejected with the first reason that applies", () => {
  const { files, crimes } = world(
    "2024-06-30",
    [
      crime("-", "soon"),
      crime("A", ""),
      crime("A", "01/07/2024"),
      crime("A", "30/06/2024", { district: "North" }),
      crime("A", "01/06/2024", { district: "South" }),
      crime("A", "12/31/2023"),
      crime("a", "01/06/2024"),
    ],
    [
      outcome("", "1", "soon"),
      outcome("Z", "1", "soon"),
      outcome("Z", "1", "01/07/2024"),
      outcome("Z", "1", "01/06/2024"),
      outcome("A", "1", ""),
      outcome(" A ", "01", "NULL", { charge_date: "01/07/2024" }),
      outcome("A", "0", ""),
      outcome("A", "", ""),
    ],
  );
  expect(files[0]).toMatchObject({ read: 7, accepted: 2, repeated: 1, rejected: 4 });
  expect(files[0]?.reasons).toEqual({
    "blank crime_ref": 1,
    "recorded_date missing or unreadable": 2,
    "recorded_date after as-at": 1,
  });
  expect(crimes.map(({ ref, recordedOn, labels }) => [ref, recordedOn, labels.district])).toEqual([
    ["A", "2024-06-30", "North"],
    ["a", "2024-06-01", "unknown"],
  ]);
  expect(files[1]).toMatchObject({ read: 8, accepted: 2, repeated: 2, rejected: 4 });
  expect(files[1]?.rejectedRows).toEqual([
    { row: 0, reason: "blank crime_ref" },
    { row: 1, reason: "outcome_date unreadable" },
    { row: 2, reason: "outcome_date after as-at" },
    { row: 3, reason: "no such crime" },
  ]);
});

test("scopes: 19J and 19K are adult rape from 16, the text maps only without a code, unmapped is in all only", () => {
  const { crimes } = world("2024-06-30", [
    crime("j16", "01/06/2024", { offence_code: "019j", victim_age: "16" }),
    crime("j15", "01/06/2024", { offence_code: "19J", victim_age: "15" }),
    crime("k", "01/06/2024", { offence_code: "19K", victim_age: "" }),
    crime("17A", "01/06/2024", { offence_code: "17a" }),
    crime("88E", "01/06/2024", { offence_code: "N/A", offence_text: "EXPOSURE, and voyeurism!" }),
    crime("11A", "01/06/2024", { offence_code: "11A", offence_text: "Exposure and voyeurism" }),
    crime("bare", "01/06/2024", { offence_code: "" }),
  ]);
  expect(Object.fromEntries(crimes.map((each) => [each.ref, each.scopes]))).toEqual({
    j16: ["all", "rape", "adult-rape", "rasso", "all-sexual"],
    j15: ["all", "rape", "rasso", "all-sexual"],
    k: ["all", "rape", "rasso", "all-sexual"],
    "17A": ["all", "rasso", "all-sexual"],
    "88E": ["all", "all-sexual"],
    "11A": ["all"],
    bare: ["all"],
  });
  expect(crimes.map((each) => each.labels.offence)).toEqual([
    "19J",
    "19J",
    "19K",
    "17A",
    "88E",
    "11A",
    "unknown",
  ]);
});

test("non-recent means more than 365 days before recording", () => {
  const offenceDates = ["02/06/2023", "01/06/2023", "02/06/2024", "", "01/06/2025"];
  const { crimes } = world(
    "2024-06-30",
    offenceDates.map((offence_date, at) => crime(`${at}`, "01/06/2024", { offence_date })),
  );
  expect(crimes.map((each) => each.labels.non_recent)).toEqual(["no", "yes", "no", "unknown", "unknown"]);
});
