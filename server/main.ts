import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:https";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { pino } from "pino";
import { usualGate } from "./access/concurrency.ts";
import { openPeople } from "./access/identity.ts";
import { openAccessLog } from "./access/log/access-log.ts";
import { logFiles } from "./access/log/files.ts";
import { fromProxies } from "./access/proxy.ts";
import { answeredHosts, readServing } from "./access/server-config.ts";
import { createApp } from "./app.ts";
import { attackerIn } from "./attack/start-attack.ts";
import { settingsSchema } from "./contract/settings.ts";
import { clearAbandonedImport } from "./import/import-lock.ts";
import { ImportSessions } from "./import/import-sessions.ts";
import { startImport } from "./import/start-import.ts";
import { readMeasureQueries } from "./measures/queries.ts";
import { readModel } from "./model/model.ts";
import { rendererIn } from "./packs/start-render.ts";
import { homeFolder, places } from "./places.ts";
import { readReference } from "./reference.ts";
import { webFiles } from "./routes/web-files.ts";
import { readSettings, settingsDocument } from "./settings/settings.ts";
import { stopOnSignals } from "./stopping.ts";
import { readDocument, saveDocument } from "./store/documents.ts";
import { type Home, openHome } from "./store/home.ts";
import { openStore } from "./store/open-store.ts";

const serving = readServing(process.env);
if ("refusal" in serving) stop(serving.refusal);

const log = pino(
  { base: null, level: process.env.LOG_LEVEL || "info" },
  pino.destination({ dest: 2, sync: true }),
);
const now = () => new Date();
const home = openHome(homeFolder(process.env));
clearAbandonedImport(home, new Date());
if (!existsSync(home.pointer)) await importSample(home);

const store = openStore(home, () => stop("The database engine broke twice. A restart is needed."));
const accessLog = await openAccessLog(logFiles(home.folder, process.env), now);
const people = openPeople(serving, accessLog, now);
const [told, late] = [new AbortController(), new AbortController()];
const imports = new ImportSessions(home, places.queries, places.importWorker);
const attacker = attackerIn(places.attackWorker);
const app = createApp({
  store,
  imports,
  attacker,
  queries: readMeasureQueries(places.queries),
  settings: () => readSettings(home),
  reference: readReference(places.queries),
  model: () => readModel([places.queries, home.folder]),
  home,
  renderPack: rendererIn(places.packWorker, places.packTemplate),
  now,
  hosts: answeredHosts(serving),
  from: fromProxies(serving.proxies),
  isSecure: serving.publicUrl !== null,
  ...people,
  accessLog,
  gate: usualGate,
  stopping: { told: told.signal, late: late.signal },
  log: (line) => log.error(line),
});
if (people.routes) app.route("/", people.routes);
app.route("/", webFiles(places.web));

const server = serve(
  {
    fetch: app.fetch,
    hostname: serving.host,
    port: serving.port,
    ...(serving.tls && {
      createServer,
      serverOptions: { cert: readFileSync(serving.tls.cert), key: readFileSync(serving.tls.key) },
    }),
  },
  ({ port }) => process.stdout.write(`NOM Flight Deck: ${addressOf(port)}\n`),
);
server.once("error", (error: NodeJS.ErrnoException) =>
  stop(
    error.code === "EADDRINUSE"
      ? `Port ${"port" in serving ? serving.port : ""} is in use by another program. Stop that program, or choose another port: PORT=4311 npm start`
      : `The server could not start: ${error.message}`,
  ),
);
stopOnSignals(server, { told, late }, endLongWork, async () => {
  await store.close();
  await accessLog.close();
});

function endLongWork(): Promise<void> {
  attacker.close();
  return imports.close();
}

function addressOf(port: number): string {
  if ("refusal" in serving) return "";
  if (serving.publicUrl) return serving.publicUrl.origin;
  return `http://${serving.host.includes(":") ? `[${serving.host}]` : serving.host}:${port}`;
}

async function importSample(home: Home): Promise<void> {
  process.stderr.write("Nothing has been imported yet: loading the sample, a synthetic force …\n");
  const result = await startImport(places.importWorker, home, {
    home: home.folder,
    queries: places.queries,
    files: {
      cases: [join(places.sample, "cases.csv")],
      outcomes: [join(places.sample, "outcomes.csv")],
    },
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

function stop(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
