import { usualGate } from "./access/concurrency.ts";
import { openAccessLog } from "./access/log/access-log.ts";
import { logFiles } from "./access/log/files.ts";
import { localPerson } from "./access/person.ts";
import { createApp } from "./app.ts";
import { attackerIn } from "./attack/start-attack.ts";
import { ImportSessions } from "./import/import-sessions.ts";
import { readMeasureQueries } from "./measures/queries.ts";
import { readModel } from "./model/model.ts";
import { rendererIn } from "./packs/start-render.ts";
import { homeFolder, places } from "./places.ts";
import { readReference } from "./reference.ts";
import { readSettings } from "./settings/settings.ts";
import { openHome } from "./store/home.ts";
import { openStore } from "./store/open-store.ts";

const home = openHome(homeFolder(process.env));

/** The API inside Vite's development server, which serves the pages itself. */
const app = createApp({
  store: openStore(home),
  imports: new ImportSessions(home, places.queries, places.importWorker),
  queries: readMeasureQueries(places.queries),
  settings: () => readSettings(home),
  reference: readReference(places.queries),
  model: () => readModel([places.queries, home.folder]),
  home,
  attacker: attackerIn(places.attackWorker),
  renderPack: rendererIn(places.packWorker, places.packTemplate),
  now: () => new Date(),
  hosts: ["localhost", "127.0.0.1"],
  mode: "local",
  isSecure: false,
  identify: localPerson,
  signOut: async () => undefined,
  accessLog: await openAccessLog(logFiles(home.folder, process.env), () => new Date()),
  gate: usualGate,
  log: console.error,
});

export default app;
