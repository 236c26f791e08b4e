import type { Context, MiddlewareHandler } from "hono";
import { type ConcurrencyLimits, type Stopping, usualLimits } from "./access/concurrency.ts";
import type { Identify } from "./access/guard.ts";
import type { AccessLog } from "./access/log/access-log.ts";
import { type AppEnv, localPerson } from "./access/person.ts";
import { type Attacker, attackerIn } from "./attack/start-attack.ts";
import type { Settings } from "./contract/settings.ts";
import { ImportSessions } from "./import/import-sessions.ts";
import { type MeasureQueries, readMeasureQueries } from "./measures/queries.ts";
import { type Model, readModel } from "./model/model.ts";
import { type Renderer, rendererIn } from "./packs/start-render.ts";
import { places } from "./places.ts";
import { type Reference, readReference } from "./reference.ts";
import { readSettings } from "./settings/settings.ts";
import type { Home } from "./store/home.ts";
import { openStore, type Store } from "./store/open-store.ts";

/** Everything that the API gets. It reads the clock, files and settings only through these. */
export type Dependencies = {
  store: Store;
  imports: ImportSessions;
  queries: MeasureQueries;
  settings: () => Promise<Settings>;
  /** The change log, the other names of columns and the published figures of other areas, from `queries/`. */
  reference: Reference;
  /** What files hold and what is counted in them, with what the force has added. */
  model: () => Model;
  /** The home, in which small documents are saved. */
  home: Home;
  /** Attacks figures that are to leave the force, in another process. */
  attacker: Attacker;
  /** Writes a pack as a file, in another thread. */
  renderPack: Renderer;
  /** The clock, for the time of a save. */
  now: () => Date;
  /** The host names that the server answers, on any port. Another site cannot point its name at this server. */
  hosts: string[];
  /** Notes the client's address, and refuses requests that do not come from a trusted proxy. */
  from?: MiddlewareHandler<AppEnv>;
  /** `local`: this machine only, without sign-in. */
  mode: "local" | "served";
  /** Whether people reach the server over TLS. Then browsers are told to use nothing else. */
  isSecure: boolean;
  /** Finds the person who asks; null if they are not signed in. */
  identify: Identify;
  signOut: (context: Context<AppEnv>) => Promise<void>;
  accessLog: AccessLog;
  /** How many heavy requests run at once. */
  concurrency: ConcurrencyLimits;
  /** The signals by which the server stops, if it can be stopped. */
  stopping?: Stopping;
  log: (line: string) => void;
};

/** Opens a home for the API of one person at this machine. `changes` replaces single dependencies. */
export function openDependencies(
  home: Home,
  accessLog: AccessLog,
  changes: Partial<Dependencies> = {},
): Dependencies {
  return {
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
    accessLog,
    concurrency: usualLimits,
    log: console.error,
    ...changes,
  };
}
