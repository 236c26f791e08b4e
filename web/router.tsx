import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  type RouterHistory,
} from "@tanstack/react-router";
import { RootLayout } from "./layout/root-layout.tsx";
import { checksQuery, kpisQuery, snapshotQuery } from "./layout/snapshot.ts";
import { DataPage } from "./pages/data/data-page.tsx";
import { DefinitionsPage } from "./pages/definitions/definitions-page.tsx";
import { FlightDeckPage } from "./pages/flight-deck/flight-deck-page.tsx";
import { flightDeckQuery } from "./pages/flight-deck/flight-deck-query.ts";
import { KpiPage } from "./pages/kpi/kpi-page.tsx";
import { seriesQuery } from "./pages/kpi/kpi-queries.ts";
import { NotFoundPage } from "./pages/not-found-page.tsx";
import { filtersOf, parseSearch, readFilters, readKpiSearch, stringifySearch } from "./search.ts";

const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  validateSearch: readFilters,
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(snapshotQuery());
    void context.queryClient.prefetchQuery(checksQuery());
  },
  component: RootLayout,
  notFoundComponent: () => <NotFoundPage />,
});

const flightDeckRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  loaderDeps: ({ search }) => filtersOf(search),
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(flightDeckQuery(deps)),
  component: FlightDeckPage,
});

const kpiRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/kpi/$id",
  validateSearch: readKpiSearch,
  loaderDeps: ({ search }) => filtersOf(search),
  loader: ({ context, deps, params }) => {
    void context.queryClient.prefetchQuery(kpisQuery());
    void context.queryClient.prefetchQuery(seriesQuery(params.id, deps));
  },
  component: KpiPage,
});

const definitionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/definitions",
  component: DefinitionsPage,
});

const dataRoute = createRoute({ getParentRoute: () => rootRoute, path: "/data", component: DataPage });

const routeTree = rootRoute.addChildren([flightDeckRoute, kpiRoute, definitionsRoute, dataRoute]);

/** The pages by their addresses; figures are asked for while the page is still being put up. */
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
