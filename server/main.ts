import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { createApp } from "./app.ts";
import { startImport } from "./import/start-import.ts";
import { readMeasureQueries } from "./measures/queries.ts";
import { homeFolder, places } from "./places.ts";
import { readSettings, settingsName } from "./settings/settings.ts";
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
if (!existsSync(home.pointer)) await importSample(home);

const store = openStore(home);
const app = createApp({
  store,
  queries: readMeasureQueries(places.queries),
  settings: () => readSettings(home),
  hosts: ["127.0.0.1", "localhost", "[::1]"],
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
  process.once(signal, () => server.close(() => void store.close()));

async function importSample({ folder }: Home): Promise<void> {
  process.stderr.write("Nothing has been imported yet: loading the sample, a synthetic force …\n");
  const result = await startImport(places.importWorker, {
    home: folder,
    queries: places.queries,
    cases: [join(places.sample, "cases.csv")],
    outcomes: [join(places.sample, "outcomes.csv")],
    asAt: null,
    mapping: {},
    force: false,
    importedAt: new Date().toISOString(),
  });
  const settings = join(folder, settingsName);
  if (!existsSync(settings)) copyFileSync(join(places.sample, settingsName), settings);
  if (result.refusal) stop(`The sample could not be loaded: ${result.refusal}`);
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
