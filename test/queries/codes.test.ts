import { expect, test } from "vitest";
import { snapshotOf } from "../support/snapshot.ts";

test("a crime whose latest outcome is 0 is open however a spreadsheet writes it, and 16.0 is 16", async () => {
  const written = ["0", "00", "0.0", "0.00", ".0", "16", "016", "16.0"];
  const snapshot = await snapshotOf({
    cases: written.map((code) => ({
      crime_ref: `with ${code}`,
      recorded_date: "01/01/2026",
      offence_code: "19C",
    })),
    outcomes: written.map((code) => ({
      crime_ref: `with ${code}`,
      outcome_code: code,
      outcome_date: "02/02/2026",
    })),
    asAt: "2026-02-28",
    kpiFolders: [],
  });
  const read = await snapshot.use((connection) =>
    connection.runAndReadAll(
      "select outcome_group::varchar, outcome_code::varchar from crimes order by crime_no",
    ),
  );
  expect(read.getRows()).toEqual([
    ...Array.from({ length: 5 }, () => ["open", "0"]),
    ...Array.from({ length: 3 }, () => ["victim-does-not-support", "16"]),
  ]);
  snapshot.close();
});

test("a text that is no code leaves its crime neither open nor closed; a code that no map has closes it", async () => {
  const texts = ["Filed", "X1", "N100", "100", "Unknown", "1 - charged", "see log", "99", "4B"];
  const written = (text: string, more: object = {}) => ({
    crime_ref: `with ${text}`,
    outcome_code: text,
    outcome_date: "02/02/2026",
    ...more,
  });
  const snapshot = await snapshotOf({
    cases: [...texts, "a charge before", "a code after", "another suspect", "a charge of another"].map(
      (text) => ({
        crime_ref: `with ${text}`,
        recorded_date: "01/01/2026",
        offence_code: "19C",
      }),
    ),
    outcomes: [
      ...texts.map((text) => written(text)),
      ...[
        ["1", "01/02/2026"],
        ["Filed", "02/02/2026"],
      ].map(([outcome_code = "", outcome_date = ""]) =>
        written("a charge before", { outcome_code, outcome_date }),
      ),
      ...[
        ["Filed", "01/02/2026"],
        ["16", "02/02/2026"],
      ].map(([outcome_code = "", outcome_date = ""]) =>
        written("a code after", { outcome_code, outcome_date }),
      ),
      ...["Filed", "16"].map((outcome_code, suspect_key) =>
        written("another suspect", { outcome_code, suspect_key: `S${suspect_key}` }),
      ),
      ...["Filed", "1"].map((outcome_code, suspect_key) =>
        written("a charge of another", { outcome_code, suspect_key: `S${suspect_key}` }),
      ),
    ],
    asAt: "2026-02-28",
    kpiFolders: [],
  });
  const read = await snapshot.use((connection) =>
    connection.runAndReadAll(
      "select crime_ref[6:], is_open, is_charged, closed_on::varchar, is_undated from crimes order by crime_no",
    ),
  );
  const closing = ["99", "4B"];
  expect(read.getRows()).toEqual([
    ...texts.map((text) => [
      text,
      false,
      false,
      closing.includes(text) ? "2026-02-02" : null,
      !closing.includes(text),
    ]),
    ["a charge before", false, false, null, true],
    ["a code after", false, false, "2026-02-02", false],
    ["another suspect", false, false, null, true],
    ["a charge of another", false, true, "2026-02-02", false],
  ]);
  snapshot.close();
});
