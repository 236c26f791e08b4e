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
