import type { FetchQueryOptions, QueryClient, QueryKey } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
} from "@tanstack/react-router";
import { RootLayout } from "./layout/root-layout.tsx";
import { allows, sessionQuery } from "./layout/session.ts";
import { checksQuery, kpisQuery, snapshotQuery } from "./layout/snapshot.ts";
import { FlightDeckPage } from "./pages/flight-deck/flight-deck-page.tsx";
import { flightDeckQuery } from "./pages/flight-deck/flight-deck-query.ts";
import { seriesQuery } from "./pages/kpi/kpi-queries.ts";
import { NotFoundPage } from "./pages/not-found-page.tsx";
import {
  filtersOf,
  parseSearch,
  readAttritionSearch,
  readFilters,
  readKpiSearch,
  stringifySearch,
} from "./search.ts";
import type { Capability } from "./types.ts";

const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  validateSearch: readFilters,
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(snapshotQuery());
    void prefetchFor("read-checks", context.queryClient, checksQuery());
  },
  component: RootLayout,
  notFoundComponent: () => <NotFoundPage />,
});

/** Reads the session, and then the query if the person has one of the roles, so that no request is refused. */
async function prefetchFor<Data, Key extends QueryKey>(
  capability: Capability,
  queryClient: QueryClient,
  query: FetchQueryOptions<Data, Error, Data, Key>,
): Promise<void> {
  await queryClient.prefetchQuery(sessionQuery());
  const session = queryClient.getQueryData(sessionQuery().queryKey) ?? null;
  if (allows(session, capability)) await queryClient.prefetchQuery(query);
}

const flightDeckRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  loaderDeps: ({ search }) => filtersOf(search),
  loader: ({ context, deps }) => void prefetchFor("read-figures", context.queryClient, flightDeckQuery(deps)),
  component: FlightDeckPage,
});

const kpiRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/kpi/$id",
  validateSearch: readKpiSearch,
  loaderDeps: ({ search }) => filtersOf(search),
  loader: ({ context, deps, params }) => {
    void context.queryClient.prefetchQuery(kpisQuery());
    void prefetchFor("read-figures", context.queryClient, seriesQuery(params.id, deps));
  },
  component: lazyRouteComponent(() => import("./pages/kpi/kpi-page.tsx"), "KpiPage"),
});

const definitionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/definitions",
  component: lazyRouteComponent(() => import("./pages/definitions/definitions-page.tsx"), "DefinitionsPage"),
});

const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/audit",
  component: lazyRouteComponent(() => import("./pages/audit/audit-page.tsx"), "AuditPage"),
});

const accessibilityRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/accessibility",
  component: lazyRouteComponent(
    () => import("./pages/accessibility/accessibility-page.tsx"),
    "AccessibilityPage",
  ),
});

const dataProtectionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/data-protection",
  component: lazyRouteComponent(
    () => import("./pages/data-protection/data-protection-page.tsx"),
    "DataProtectionPage",
  ),
});

const attritionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/attrition",
  validateSearch: readAttritionSearch,
  component: lazyRouteComponent(() => import("./pages/attrition/attrition-page.tsx"), "AttritionPage"),
});

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings",
  component: lazyRouteComponent(() => import("./pages/settings/settings-page.tsx"), "SettingsPage"),
});

const dataRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/data",
  component: lazyRouteComponent(() => import("./pages/data/data-page.tsx"), "DataPage"),
});

const packsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/packs",
  component: lazyRouteComponent(() => import("./pages/packs/packs-page.tsx"), "PacksPage"),
});

const packRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/packs/$id",
  component: lazyRouteComponent(() => import("./pages/packs/pack-page.tsx"), "PackPage"),
});

const routeTree = rootRoute.addChildren([
  auditRoute,
  accessibilityRoute,
  dataProtectionRoute,
  flightDeckRoute,
  kpiRoute,
  attritionRoute,
  definitionsRoute,
  dataRoute,
  packsRoute,
  packRoute,
  settingsRoute,
]);

/** The router: the pages by their addresses. It requests figures while a page is still loading. */
export function createAppRouter(queryClient: QueryClient, history?: RouterHistory) {
  return createRouter({
    ...(history && { history }),
    routeTree,
    context: { queryClient },
    parseSearch,
    stringifySearch,
    scrollRestoration: true,
    defaultPreload: false,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
