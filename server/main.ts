import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { localPerson } from "./access/person.ts";
import { createApp } from "./app.ts";
import { readReference } from "./catalogue/reference.ts";
import { readDocument, saveDocument } from "./documents/documents.ts";
import { openImportDesk } from "./import/desk.ts";
import { clearAbandonedImport } from "./import/import-lock.ts";
import { startImport } from "./import/start-import.ts";
import { readMeasureQueries } from "./measures/queries.ts";
import { rendererIn } from "./packs/start-render.ts";
import { homeFolder, places } from "./places.ts";
import { readSettings, settingsDocument, settingsSchema } from "./settings/settings.ts";
import { type Home, openHome } from "./store/home.ts";
import { openStore } from "./store/snapshots.ts";
import { webFiles } from "./web-files.ts";

const host = process.env.HOST || "127.0.0.1";
const port = readPort(process.env.PORT);
if (!["127.0.0.1", "::1", "localhost"].includes(host)) {
  stop(
    `HOST is ${host}, which other machines can reach, and this version has no sign-in. ` +
      "Leave HOST unset to serve this machine only (127.0.0.1).",
  );
}

const home = openHome(homeFolder(process.env));
clearAbandonedImport(home, new Date());
if (!existsSync(home.pointer)) await importSample(home);

const store = openStore(home);
const imports = openImportDesk(home, places.queries, places.importWorker);
const app = createApp({
  store,
  imports,
  queries: readMeasureQueries(places.queries),
  settings: () => readSettings(home),
  reference: readReference(places.queries),
  home,
  renderPack: rendererIn(places.packWorker, places.packTemplate),
  now: () => new Date(),
  hosts: ["127.0.0.1", "localhost", "[::1]"],
  identify: localPerson,
  log: (line) => process.stderr.write(`${line}\n`),
});
app.route("/", webFiles(places.web));

const server = serve({ fetch: app.fetch, hostname: host, port }, ({ port: bound }) => {
  process.stdout.write(`NOM Flight Deck: http://${host.includes(":") ? `[${host}]` : host}:${bound}\n`);
});
server.once("error", (error: NodeJS.ErrnoException) =>
  stop(
    error.code === "EADDRINUSE"
      ? `Port ${port} is in use by another program. Stop that program, or choose another port: PORT=4311 npm start`
      : `The server could not start: ${error.message}`,
  ),
);
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void imports.close().then(() => server.close(() => void store.close())));

async function importSample(home: Home): Promise<void> {
  process.stderr.write("Nothing has been imported yet: loading the sample, a synthetic force …\n");
  const result = await startImport(places.importWorker, home, {
    home: home.folder,
    queries: places.queries,
    cases: [join(places.sample, "cases.csv")],
    outcomes: [join(places.sample, "outcomes.csv")],
    asAt: null,
    by: "sample",
    importedAt: new Date().toISOString(),
  });
  if (result.refusal) stop(`The sample could not be loaded: ${result.refusal}`);
  if (await readDocument(home, settingsDocument, settingsSchema)) return;
  const settings = JSON.parse(readFileSync(join(places.sample, "settings.json"), "utf8"));
  const saving = { over: 0, by: "sample", at: new Date() };
  await saveDocument(home, settingsDocument, settingsSchema, settings, saving);
}

function readPort(given: string | undefined): number {
  if (!given) return 4310;
  const number = Number(given);
  if (!Number.isInteger(number) || number < 0 || number > 65535)
    stop(`PORT must be a number from 0 to 65535, not “${given}”.`);
  return number;
}

function stop(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
