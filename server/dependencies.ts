import type { Context, MiddlewareHandler } from "hono";
import type { GateLimits, Stopping } from "./access/concurrency.ts";
import type { Identify } from "./access/guard.ts";
import type { AccessLog } from "./access/log/access-log.ts";
import type { AppEnv } from "./access/person.ts";
import type { Attacker } from "./attack/start-attack.ts";
import type { Settings } from "./contract/settings.ts";
import type { ImportDesk } from "./import/import-sessions.ts";
import type { MeasureQueries } from "./measures/queries.ts";
import type { Renderer } from "./packs/start-render.ts";
import type { Reference } from "./reference.ts";

import type { Home } from "./store/home.ts";
import type { Store } from "./store/snapshots.ts";

/** Everything that the API is given: the only door by which a clock, a file or a setting reaches it. */
export type Dependencies = {
  store: Store;
  imports: ImportDesk;
  queries: MeasureQueries;
  settings: () => Promise<Settings>;
  /** What stands beside the KPIs in `queries/`: the change log and the other names of columns. */
  reference: Reference;
  /** Where small documents are saved. */
  home: Home;
  /** Attacks what is to leave the force, apart from the requests. */
  attacker: Attacker;
  /** Writes a pack as a file, apart from the requests. */
  renderPack: Renderer;
  /** The time at which something is saved. */
  now: () => Date;
  /** Host names that are answered, whatever the port; other web pages cannot reach the server under a name of their own. */
  hosts: string[];
  /** Notes from which address a request comes, and refuses it where that is none to be believed. */
  from?: MiddlewareHandler<AppEnv>;
  /** `local`: this machine only, without sign-in. */
  mode: "local" | "served";
  /** Whether people reach the server over TLS, so that browsers may be told to use nothing else. */
  isSecure: boolean;
  /** Who asks; null where nobody is signed in. */
  identify: Identify;
  signOut: (context: Context<AppEnv>) => Promise<void>;
  accessLog: AccessLog;
  /** How many heavy requests run at once. */
  gate: GateLimits;
  /** When the server is told to stop, where it can be. */
  stopping?: Stopping;
  log: (line: string) => void;
};
