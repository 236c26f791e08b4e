import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { root } from "../../server/places.ts";
import { openHome } from "../../server/store/home.ts";
import { openStore } from "../../server/store/open-store.ts";
import { fileIn, freePort, runImportCommand, temporaryFolder } from "../support/command.ts";

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

test("a server whose engine breaks twice says so and ends with an exit code, so that its service starts it again", async () => {
  const folder = temporaryFolder();
  const broken = join(folder, "broken");
  const fault = fileIn(folder, "fault.mjs", breaksWhile(broken));
  const port = String(await freePort());
  const server = spawn(process.execPath, ["--import", fault, join(root, "dist/server/main.js")], {
    env: { ...process.env, FLIGHT_DECK_HOME: importedHome(), PORT: port },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void server.kill());
  let said = "";
  server.stderr.on("data", (text) => {
    said += text;
  });
  await once(server.stdout, "data");
  const ended = once(server, "exit");
  const ask = () => fetch(`http://127.0.0.1:${port}/api/kpis/charges/series`).then(({ status }) => status);
  expect(await ask()).toBe(200);
  writeFileSync(broken, "");
  expect(await ask()).toBe(500);
  rmSync(broken);
  expect(await ask(), "opened anew").toBe(200);
  writeFileSync(broken, "");
  await ask().catch(() => undefined);
  expect(await ended).toEqual([1, null]);
  expect(said).toContain("The database engine broke twice. A restart is needed.");
});

/** A module that makes every statement fail as the engine does when it breaks, while a file is there. */
function breaksWhile(path: string): string {
  const duckdb = pathToFileURL(createRequire(import.meta.url).resolve("duckdb"));
  return `import { existsSync } from "node:fs";
import { DuckDBConnection } from ${JSON.stringify(duckdb)};
const { runAndReadAll } = DuckDBConnection.prototype;
DuckDBConnection.prototype.runAndReadAll = function (...asked) {
  if (existsSync(${JSON.stringify(path)})) throw new Error("FATAL Error: the database has been invalidated");
  return runAndReadAll.apply(this, asked);
};
`;
}

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
