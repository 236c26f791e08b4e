import { expect, test } from "vitest";
import { openHome } from "../../server/store/home.ts";
import { openStore } from "../../server/store/snapshots.ts";
import { fileIn, runImportCommand, temporaryFolder } from "../support/command.ts";

test("when the engine breaks the snapshot is opened anew, once; when it breaks again the store gives up", async () => {
  const home = openHome(importedHome());
  let givenUp = 0;
  const store = openStore(home, () => {
    givenUp += 1;
  });
  const crimes = () =>
    store.read(async (snapshot) =>
      snapshot?.use(async (connection) => {
        const answer = await connection.runAndReadAll("select count(*)::double as n from crimes");
        return answer.getRowObjectsJson()[0]?.n;
      }),
    );
  const breaks = (message: string) =>
    store.read(async (snapshot) => snapshot?.use(() => Promise.reject(new Error(message))));
  const instances = new Set<unknown>();
  const remember = () => store.read(async (snapshot) => void instances.add(snapshot));

  await remember();
  await expect(breaks("Conversion Error: a statement that is wrong")).rejects.toThrow("Conversion");
  await remember();
  expect(instances.size, "an error of one statement breaks nothing").toBe(1);

  await expect(breaks("FATAL Error: the database has been invalidated")).rejects.toThrow("FATAL");
  await remember();
  expect(instances.size, "opened anew").toBe(2);
  expect(await crimes()).toBe(3);
  expect(givenUp).toBe(0);

  await expect(breaks("INTERNAL Error: again")).rejects.toThrow("INTERNAL");
  expect(givenUp).toBe(1);
  await store.close();
});

function importedHome(): string {
  const folder = temporaryFolder();
  const cases =
    "crime_ref,recorded_date,offence_code\nA,2026-01-05,19C\nB,2026-01-06,19C\nC,2026-02-07,20A\n";
  const outcomes = "crime_ref,outcome_code,outcome_date\nA,16,2026-02-01\n";
  const { status, stderr } = runImportCommand(`${folder}/home`, [
    ...[
      "--cases",
      fileIn(folder, "cases.csv", cases),
      "--outcomes",
      fileIn(folder, "outcomes.csv", outcomes),
    ],
    ...["--as-at", "2026-03-31"],
  ]);
  expect({ status, stderr }).toMatchObject({ status: 0 });
  return `${folder}/home`;
}
