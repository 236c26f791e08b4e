import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import type { Attacker } from "./access/attack/start-attack.ts";
import { auditRoutes } from "./access/audit-routes.ts";
import { type GateLimits, gate } from "./access/gate.ts";
import { guard, type Identify } from "./access/guard.ts";
import type { AccessLog } from "./access/log/access-log.ts";
import type { AppEnv } from "./access/person.ts";
import { bodyOfUsualSize, ownParametersOnly } from "./access/requests.ts";
import { assertRules } from "./access/rules.ts";
import { sameOriginOnly } from "./access/same-origin.ts";
import { sessionRoutes } from "./access/session-routes.ts";
import type { Reference } from "./catalogue/reference.ts";
import { hostGuard } from "./host-guard.ts";
import type { ImportDesk } from "./import/desk.ts";
import type { MeasureQueries } from "./measures/queries.ts";
import type { Renderer } from "./packs/start-render.ts";
import { attritionRoutes } from "./routes/attrition.ts";
import { breakdownRoutes } from "./routes/breakdown.ts";
import { comparatorRoutes } from "./routes/comparators.ts";
import { definitionRoutes } from "./routes/definitions.ts";
import { answerError, refuseInvalid } from "./routes/errors.ts";
import { filterCountRoutes } from "./routes/filter-counts.ts";
import { importRoutes } from "./routes/imports.ts";
import { kpiRoutes } from "./routes/kpis.ts";
import { mappingRoutes } from "./routes/mappings.ts";
import { outcomeRoutes } from "./routes/outcomes.ts";
import { packRoutes } from "./routes/packs.ts";
import { revisionRoutes } from "./routes/revisions.ts";
import { settingsRoutes } from "./routes/settings.ts";
import { snapshotRoutes } from "./routes/snapshot.ts";
import type { Settings } from "./settings/settings.ts";
import type { Stopping } from "./stopping.ts";
import type { Home } from "./store/home.ts";
import type { Store } from "./store/snapshots.ts";

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

const description = {
  openapi: "3.1.0",
  info: {
    title: "NOM Flight Deck",
    version: "1.0.0",
    description:
      "Month-by-month figures on rape and serious sexual offence investigations. Months are YYYY-MM, dates YYYY-MM-DD, shares 0 to 1.",
  },
};

/** The API of the flight deck, with everything that it needs given to it. */
export function createApp(dependencies: Dependencies) {
  const app = new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid });
  app.use(hostGuard(dependencies.hosts, dependencies.isSecure));
  if (dependencies.from) app.use(dependencies.from);
  app.use(sameOriginOnly());
  app.use("/api/*", guard(dependencies.identify, dependencies.accessLog, dependencies.now));
  app.use(
    "/api/*",
    ownParametersOnly(() => app.getOpenAPIDocument(description)),
  );
  app.use("/api/*", bodyOfUsualSize());
  app.use("/api/*", gate(dependencies.gate, dependencies.stopping));
  app.onError(answerError(dependencies.log));
  const routes = app
    .route("/api", sessionRoutes(dependencies))
    .route("/api", auditRoutes(dependencies))
    .route("/api", snapshotRoutes(dependencies))
    .route("/api", kpiRoutes(dependencies))
    .route("/api", breakdownRoutes(dependencies))
    .route("/api", filterCountRoutes(dependencies))
    .route("/api", comparatorRoutes(dependencies))
    .route("/api", outcomeRoutes(dependencies))
    .route("/api", revisionRoutes(dependencies))
    .route("/api", attritionRoutes(dependencies))
    .route("/api", definitionRoutes(dependencies))
    .route("/api", settingsRoutes(dependencies))
    .route("/api", importRoutes(dependencies))
    .route("/api", mappingRoutes(dependencies))
    .route("/api", packRoutes(dependencies));
  routes.doc("/api/openapi.json", description);
  assertRules(routes.routes);
  return routes;
}

export type AppType = ReturnType<typeof createApp>;
