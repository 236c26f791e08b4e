import type {
  Breakdown,
  Cases,
  Catalogue,
  Checks,
  Comparators,
  Definitions,
  Distribution,
  FilterCounts,
  FlightDeck,
  Funnel,
  IncidenceAnswer,
  OpenInvestigations,
  OutcomeMix,
  Revisions,
  Series,
  Snapshot,
} from "../types.ts";
import { client, read } from "./client.ts";

const listed = client.api.kpis[":id"].cases;

type FilterParams = Parameters<(typeof client.api)["flight-deck"]["$get"]>[0]["query"];
type CountsParams = Parameters<(typeof client.api)["filter-counts"]["$get"]>[0]["query"];
type SeriesParams = Parameters<(typeof client.api.kpis)[":id"]["series"]["$get"]>[0]["query"];
type CasesParams = Parameters<typeof listed.$get>[0]["query"];
type BreakdownParams = Parameters<(typeof client.api.kpis)[":id"]["breakdown"]["$get"]>[0]["query"];
type DistributionParams = Parameters<(typeof client.api.kpis)[":id"]["distribution"]["$get"]>[0]["query"];
type OpenParams = Parameters<(typeof client.api)["open-investigations"]["$get"]>[0]["query"];
type MixParams = Parameters<(typeof client.api)["outcome-mix"]["$get"]>[0]["query"];
type RevisionsParams = Parameters<(typeof client.api.kpis)[":id"]["revisions"]["$get"]>[0]["query"];
type IncidenceParams = Parameters<typeof client.api.incidence.$get>[0]["query"];
type FunnelParams = Parameters<typeof client.api.funnel.$get>[0]["query"];

/** Reads what the served snapshot holds. Fails with `no-data` before the first import. */
export function fetchSnapshot(signal: AbortSignal): Promise<Snapshot> {
  return read(client.api.snapshot.$get({}, { init: { signal } }));
}

/** Reads every KPI of the snapshot with its definition. */
export function fetchKpis(signal: AbortSignal): Promise<Catalogue> {
  return read(client.api.kpis.$get({}, { init: { signal } }));
}

/** Reads what the data-quality checks found. */
export function fetchChecks(signal: AbortSignal): Promise<Checks> {
  return read(client.api.checks.$get({}, { init: { signal } }));
}

/** Reads how many crimes each value of each filter holds. */
export function fetchFilterCounts(query: CountsParams, signal: AbortSignal): Promise<FilterCounts> {
  return read(client.api["filter-counts"].$get({ query }, { init: { signal } }));
}

/** Reads the tile of every KPI, and what changed. */
export function fetchFlightDeck(query: FilterParams, signal: AbortSignal): Promise<FlightDeck> {
  return read(client.api["flight-deck"].$get({ query }, { init: { signal } }));
}

/** Reads a KPI by month, whole or by group. */
export function fetchSeries(id: string, query: SeriesParams, signal: AbortSignal): Promise<Series> {
  return read(client.api.kpis[":id"].series.$get({ param: { id }, query }, { init: { signal } }));
}

/** Reads a page of the crimes behind a number. */
export function fetchCases(id: string, query: CasesParams, signal: AbortSignal): Promise<Cases> {
  return read(listed.$get({ param: { id }, query }, { init: { signal } }));
}

/** Reads a KPI by the groups of a dimension. */
export function fetchBreakdown(id: string, query: BreakdownParams, signal: AbortSignal): Promise<Breakdown> {
  return read(client.api.kpis[":id"].breakdown.$get({ param: { id }, query }, { init: { signal } }));
}

/** Reads how the days of a duration spread. */
export function fetchDistribution(
  id: string,
  query: DistributionParams,
  signal: AbortSignal,
): Promise<Distribution> {
  return read(client.api.kpis[":id"].distribution.$get({ param: { id }, query }, { init: { signal } }));
}

/** Reads the open investigations by age and group. */
export function fetchOpenInvestigations(query: OpenParams, signal: AbortSignal): Promise<OpenInvestigations> {
  return read(client.api["open-investigations"].$get({ query }, { init: { signal } }));
}

/** Reads how the crimes of each month ended. */
export function fetchOutcomeMix(query: MixParams, signal: AbortSignal): Promise<OutcomeMix> {
  return read(client.api["outcome-mix"].$get({ query }, { init: { signal } }));
}

/** Reads the figures of other areas that can be set beside a KPI. */
export function fetchComparators(id: string, query: FilterParams, signal: AbortSignal): Promise<Comparators> {
  return read(client.api.kpis[":id"].comparators.$get({ param: { id }, query }, { init: { signal } }));
}

/** Reads a KPI in two snapshots, and what moved between them. */
export function fetchRevisions(id: string, query: RevisionsParams, signal: AbortSignal): Promise<Revisions> {
  return read(client.api.kpis[":id"].revisions.$get({ param: { id }, query }, { init: { signal } }));
}

/** Reads the curves of a cohort, whole or by group. */
export function fetchIncidence(query: IncidenceParams, signal: AbortSignal): Promise<IncidenceAnswer> {
  return read(client.api.incidence.$get({ query }, { init: { signal } }));
}

/** Reads which stages a cohort reached. */
export function fetchFunnel(query: FunnelParams, signal: AbortSignal): Promise<Funnel> {
  return read(client.api.funnel.$get({ query }, { init: { signal } }));
}

/** Reads the code maps, the recognised names of columns and the change log. */
export function fetchDefinitions(signal: AbortSignal): Promise<Definitions> {
  return read(client.api.definitions.$get({}, { init: { signal } }));
}
