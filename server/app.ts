import { OpenAPIHono } from "@hono/zod-openapi";
import { limitConcurrency } from "./access/concurrency.ts";
import { guard } from "./access/guard.ts";
import { hostGuard } from "./access/host-guard.ts";
import type { AppEnv } from "./access/person.ts";
import { bodyOfUsualSize, ownParametersOnly } from "./access/requests.ts";
import { assertRules } from "./access/rules.ts";
import { sameOriginOnly } from "./access/same-origin.ts";
import type { Dependencies } from "./dependencies.ts";
import { attritionRoutes } from "./routes/attrition.ts";
import { auditRoutes } from "./routes/audit.ts";
import { breakdownRoutes } from "./routes/breakdown.ts";
import { comparatorRoutes } from "./routes/comparators.ts";
import { definitionRoutes } from "./routes/definitions.ts";
import { withDimensions } from "./routes/described.ts";
import { answerError, refuseInvalid } from "./routes/errors.ts";
import { filterCountRoutes } from "./routes/filter-counts.ts";
import { importRoutes } from "./routes/imports.ts";
import { keptImportRoutes } from "./routes/kept-imports.ts";
import { kpiRoutes } from "./routes/kpis.ts";
import { mappingRoutes } from "./routes/mappings.ts";
import { outcomeRoutes } from "./routes/outcomes.ts";
import { packRoutes } from "./routes/packs.ts";
import { revisionRoutes } from "./routes/revisions.ts";
import { sessionRoutes } from "./routes/session.ts";
import { settingsRoutes } from "./routes/settings.ts";
import { shownPackRoutes } from "./routes/shown-packs.ts";
import { signedPackRoutes } from "./routes/signed-packs.ts";
import { snapshotRoutes } from "./routes/snapshot.ts";

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
  app.use("/api/*", ownParametersOnly(describe));
  app.use("/api/*", bodyOfUsualSize());
  app.use("/api/*", limitConcurrency(dependencies.concurrency, dependencies.stopping));
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
    .route("/api", keptImportRoutes(dependencies))
    .route("/api", mappingRoutes(dependencies))
    .route("/api", packRoutes(dependencies))
    .route("/api", signedPackRoutes(dependencies))
    .route("/api", shownPackRoutes(dependencies));
  routes.get("/api/openapi.json", (context) => context.json(describe()));
  assertRules(routes.routes);
  return routes;

  /** The API with the dimensions that the definitions have now, for a force adds its own. */
  function describe() {
    return withDimensions(app.getOpenAPIDocument(description), dependencies.model().dimensions);
  }
}

export type AppType = ReturnType<typeof createApp>;
