import { expect, test } from "vitest";
import { snapshotOf } from "../support/snapshot.ts";

test("labels that people take for the same are one, in the commonest spelling; words for unknown are unknown", async () => {
  const districts = [
    ...["St Oswin’s", "St Oswin’s", "St Oswin's", "ST OSWIN’S", "St  Oswin‘s", "'St Oswin’s"],
    ...[
      "7",
      "7.0",
      "7",
      "Unknown",
      "UNKNOWN",
      "n/k",
      "Not known",
      "NA",
      "",
      "North-East",
      "north–east",
      "North-East",
    ],
  ];
  const snapshot = await snapshotOf({
    cases: districts.map((district, n) => ({
      crime_ref: `A${n}`,
      recorded_date: "01/01/2026",
      offence_code: "19C",
      district,
    })),
    outcomes: [],
    asAt: "2026-02-28",
    kpiFolders: [],
  });
  const read = await snapshot.use((connection) =>
    connection.runAndReadAll(
      "select district::varchar, count(*)::integer from crimes group by all order by all",
    ),
  );
  expect(read.getRows()).toEqual([
    ["7", 3],
    ["North-East", 3],
    ["St Oswin’s", 6],
    ["unknown", 6],
  ]);
  snapshot.close();
});
