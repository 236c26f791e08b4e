import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test, vi } from "vitest";
import { places } from "../../server/places.ts";
import { fileIn, runImportCommand, startServer, temporaryFolder } from "../support/command.ts";

/** Loaded before a program, it sets the program's clock to another time than the system's. */
const anotherClock = `const SystemDate = Date;
const moment = SystemDate.parse("2031-03-04T05:06:07Z");
globalThis.Date = class extends SystemDate {
  constructor(...given) { super(...(given.length === 0 ? [moment] : given)); }
  static now() { return moment; }
};`;

const asked = [
  "flight-deck",
  "kpis/attrition/series",
  "kpis/open-over-a-year/series",
  "kpis/time-to-charge/series",
  "kpis/victim-withdrawal/breakdown?by=district&from=2025-01&to=2025-12",
  "outcome-mix?basis=recorded",
  "open-investigations",
  "incidence",
  "funnel",
  "checks",
];

test("no figure depends on today's date: another clock gives the same answers, but for when they were imported", async () => {
  const usual = await answersUnder("");
  const folder = temporaryFolder();
  const clock = fileIn(folder, "another-clock.mjs", anotherClock);
  const other = await answersUnder(`--import ${pathToFileURL(clock).href}`);
  expect(other.importedAt).toContain("2031-03-04");
  expect(usual.importedAt).not.toContain("2031-03-04");
  expect(other.answers).toEqual(usual.answers);
  expect(usual.answers["kpis/attrition/series"]).toContain('"numerator":1');
});

test("no statement asks the database for the time", () => {
  const files = readdirSync(places.queries, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".sql"),
  );
  expect(files.length).toBeGreaterThan(40);
  const clocks =
    /\b(current_(date|time|timestamp)|local(time|timestamp)|(now|today|random|uuid|transaction_timestamp|get_current_\w+)\s*\()/i;
  for (const file of files) {
    const statement = readFileSync(join(places.queries, file), "utf8").replace(/--.*$/gm, "");
    expect([file, clocks.exec(statement)?.[0]]).toEqual([file, undefined]);
  }
});

async function answersUnder(nodeOptions: string) {
  vi.stubEnv("NODE_OPTIONS", nodeOptions);
  const home = temporaryFolder();
  const rows = Array.from({ length: 60 }, (_, n) => `A${n},${1 + (n % 28)}/0${1 + (n % 9)}/2025,19C,North`);
  const cases = fileIn(
    home,
    "cases.csv",
    `crime_ref,recorded_date,offence_code,district\n${rows.join("\n")}\n`,
  );
  const outcomes = fileIn(
    home,
    "outcomes.csv",
    "crime_ref,outcome_code,outcome_date\nA1,16,01/12/2025\nA2,1,05/12/2025\nA3,15,08/01/2026\n",
  );
  const words = ["--cases", cases, "--outcomes", outcomes, "--as-at", "2026-06-30"];
  expect(runImportCommand(home, words)).toMatchObject({ status: 0, stderr: "" });
  const { url } = await startServer(home);
  vi.unstubAllEnvs();
  const read = async (path: string) => (await fetch(`${url}/api/${path}`)).text();
  const { id, importedAt } = JSON.parse(await read("snapshot"));
  const answers: Record<string, string> = {};
  for (const path of asked) answers[path] = (await read(path)).replaceAll(id, "the-snapshot");
  return { importedAt, answers };
}
