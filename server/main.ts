import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:https";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { pino } from "pino";
import { openIdentity } from "./access/identity.ts";
import { openAccessLog } from "./access/log/access-log.ts";
import { logFiles } from "./access/log/files.ts";
import { fromProxies } from "./access/proxy.ts";
import { answeredHosts, readServerConfig } from "./access/server-config.ts";
import { createApp } from "./app.ts";
import { settingsSchema } from "./contract/settings.ts";
import { openDependencies } from "./dependencies.ts";
import { clearAbandonedImport } from "./import/import-lock.ts";
import { sampleAuthor } from "./import/put-away-sample.ts";
import { startImport } from "./import/start-import.ts";
import { readModel } from "./model/model.ts";
import { homeFolder, places } from "./places.ts";
import { webFiles } from "./routes/web-files.ts";
import { settingsDocument } from "./settings/settings.ts";
import { stopOnSignals } from "./stopping.ts";
import { readDocument, saveDocument } from "./store/documents.ts";
import { type Home, openHome } from "./store/home.ts";
import { openStore } from "./store/open-store.ts";

const config = readServerConfig(process.env);
if ("refusal" in config) stop(config.refusal);

const log = pino(
  { base: null, level: process.env.LOG_LEVEL || "info" },
  pino.destination({ dest: 2, sync: true }),
);
const now = () => new Date();
const home = openHome(homeFolder(process.env));
clearAbandonedImport(home, new Date());
if (!existsSync(home.pointer) && readdirSync(home.snapshots).length === 0) await importSample(home);

const accessLog = await openAccessLog(logFiles(home.folder, process.env), now);
const identity = openIdentity(config, accessLog, now);
const [stopRequested, stopNow] = [new AbortController(), new AbortController()];
const dependencies = openDependencies(home, accessLog, {
  store: openStore(home, () => stop("The database engine broke twice. A restart is needed.")),
  now,
  hosts: answeredHosts(config),
  from: fromProxies(config.proxies),
  isSecure: config.publicUrl !== null,
  ...identity,
  stopping: { stopRequested: stopRequested.signal, stopNow: stopNow.signal },
  log: (line) => log.error(line),
});
const app = createApp(dependencies);
if (identity.routes) app.route("/", identity.routes);
app.route("/", webFiles(places.web));

const server = serve(
  {
    fetch: app.fetch,
    hostname: config.host,
    port: config.port,
    ...(config.tls && {
      createServer,
      serverOptions: { cert: readFileSync(config.tls.cert), key: readFileSync(config.tls.key) },
    }),
  },
  ({ port }) => process.stdout.write(`NOM Flight Deck: ${addressOf(port)}\n`),
);
server.once("error", (error: NodeJS.ErrnoException) =>
  stop(
    error.code === "EADDRINUSE"
      ? `Port ${"port" in config ? config.port : ""} is in use by another program. Stop that program, or choose another port: PORT=4311 npm start`
      : `The server could not start: ${error.message}`,
  ),
);
stopOnSignals(server, { stopRequested, stopNow }, endLongWork, async () => {
  await dependencies.store.close();
  await accessLog.close();
});

function endLongWork(): Promise<void> {
  dependencies.attacker.close();
  return dependencies.imports.close();
}

function addressOf(port: number): string {
  if ("refusal" in config) return "";
  if (config.publicUrl) return config.publicUrl.origin;
  return `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${port}`;
}

async function importSample(home: Home): Promise<void> {
  process.stderr.write("Nothing has been imported yet: loading the sample, a synthetic force …\n");
  const result = await startImport(places.importWorker, home, {
    home: home.folder,
    queries: places.queries,
    files: sampleFiles(home),
    asAt: null,
    by: sampleAuthor,
    importedAt: new Date().toISOString(),
  });
  if (result.refusal) stop(`The sample could not be loaded: ${result.refusal}`);
  if (await readDocument(home, settingsDocument, settingsSchema)) return;
  const settings = JSON.parse(readFileSync(join(places.sample, "settings.json"), "utf8"));
  const saving = { over: 0, by: sampleAuthor, at: new Date() };
  await saveDocument(home, settingsDocument, settingsSchema, settings, saving);
}

/** The files of the sample by their role, for which each is named. */
function sampleFiles(home: Home): Record<string, string[]> {
  const { inputs } = readModel([places.queries, home.folder]);
  return Object.fromEntries(
    inputs
      .map(({ role }) => [role, join(places.sample, `${role}.csv`)] as const)
      .filter(([, path]) => existsSync(path))
      .map(([role, path]) => [role, [path]]),
  );
}

function stop(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
