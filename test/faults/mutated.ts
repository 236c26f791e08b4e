import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { randomStream } from "../../data/synthetic/random.ts";
import { noMapping } from "../../server/contract/mapping.ts";
import { createTextNumbers } from "../../server/csv/dictionary.ts";
import { Refusal } from "../../server/csv/refusal.ts";
import { createDatabase, selectOne } from "../../server/engine/database.ts";
import { accountForRows } from "../../server/import/account.ts";
import { buildMarts, prepareBuild, readTexts } from "../../server/import/build.ts";
import { jobSchema } from "../../server/import/job.ts";
import { loadFiles } from "../../server/import/load.ts";
import { readFile } from "../../server/import/read/read-file.ts";
import { readVocabulary } from "../../server/import/recognise/vocabulary.ts";
import { inputOf, readModel } from "../../server/model/model.ts";
import { places } from "../../server/places.ts";
import { mutate, mutations } from "./mutate.ts";
import type { Suite, Trial } from "./suite.ts";

/** Every so many of the files also go through the statements of an import. */
const sampled = 500;

export const mutated: Suite = {
  word: "import-mutated",
  title: "CSVs with every kind of damage: no crash, and every row accounted for",
  tries: 100_000,
  async run(trial) {
    const folder = mkdtempSync(join(tmpdir(), "flight-deck-faults-"));
    const path = join(folder, "cases.csv");
    const random = randomStream(trial.seed, 0, 0);
    for (let time = 0; time < trial.tries; time += 1) {
      const kind = mutations[time % mutations.length];
      if (!kind) continue;
      const { bytes, expected } = mutate(kind, random);
      writeFileSync(path, bytes);
      const what = `file ${time} (${kind})`;
      await readStrictly(path, folder, expected, what, trial);
      if (time % sampled === 0) await importInMemory(path, folder, what, trial);
    }
    rmSync(folder, { recursive: true });
  },
};

const model = readModel([places.queries]);

/** The strict reader alone: it reads or refuses, and whole and rejected records are all the records. */
async function readStrictly(
  source: string,
  folder: string,
  expected: { read: number; rejected: number } | null,
  what: string,
  trial: Trial,
): Promise<void> {
  const spoolFolder = await mkdtemp(join(folder, "spool-"));
  try {
    const vocabulary = readVocabulary(places.queries);
    const given = { source, input: inputOf(model, "cases"), spoolFolder, vocabulary, mapping: {} };
    const file = await readFile({ ...given, textNumbers: createTextNumbers() });
    const whole = file.rowFiles.reduce((rows, { count }) => rows + count, 0);
    if (whole + file.rejected.length !== file.read)
      trial.failed(`${what}: read ${file.read}, but ${whole} whole and ${file.rejected.length} rejected`);
    else if (expected && (file.read !== expected.read || file.rejected.length !== expected.rejected))
      trial.failed(
        `${what}: read ${file.read} and rejected ${file.rejected.length}, not ${expected.read} and ${expected.rejected}`,
      );
    else trial.survived(file.rejected.length > 0 ? "read, with rows rejected" : "read whole");
  } catch (error) {
    if (!(error instanceof Refusal) || error.message === "") trial.failed(`${what}: ${error}`);
    else if (expected) trial.failed(`${what}: refused, though it is sound: ${error.message}`);
    else trial.survived("refused, with a reason");
  } finally {
    await rm(spoolFolder, { recursive: true });
  }
}

/** The same file through the statements: read = accepted + repeated + rejected, and as many crimes as accepted rows. */
async function importInMemory(source: string, folder: string, what: string, trial: Trial): Promise<void> {
  const spool = await mkdtemp(join(folder, "spool-"));
  const instance = await createDatabase(":memory:");
  const connection = await instance.connect();
  const job = jobSchema.parse({
    home: folder,
    queries: places.queries,
    files: { cases: [source] },
    asAt: "2026-10-31",
    by: "faults",
    importedAt: "2026-11-24T12:00:00.000Z",
  });
  try {
    await prepareBuild(connection, places.queries, model.inputs, noMapping);
    const loaded = await loadFiles(connection, model.inputs, job, spool, () => undefined);
    await readTexts(connection, places.queries, model.inputs);
    await buildMarts(connection, model, "2026-10-31", {
      besides: ["outcomes"],
      rules: { charge_stands: false },
    });
    const [account] = await accountForRows(connection, model, loaded);
    const { crimes } = await selectOne(
      connection,
      "select count(*)::double as crimes from crimes",
      {},
      z.object({ crimes: z.number() }),
    );
    if (!account || account.read !== account.accepted + account.repeated + account.rejected)
      trial.failed(`${what}: ${JSON.stringify(account)}`);
    else if (crimes !== account.accepted)
      trial.failed(`${what}: ${crimes} crimes of ${account.accepted} rows`);
    else trial.survived("imported, with read = accepted + repeated + rejected");
  } catch (error) {
    if (error instanceof Refusal) trial.survived("refused by the import too");
    else trial.failed(`${what}: ${error}`);
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(spool, { recursive: true });
  }
}
