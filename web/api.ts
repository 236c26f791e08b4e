import { type ClientResponse, hc } from "hono/client";
import type { AppType } from "../server/app.ts";
import type {
  Breakdown,
  Cases,
  Catalogue,
  Checks,
  ComparedPacks,
  Definitions,
  Distribution,
  FlightDeck,
  Funnel,
  Incidence,
  KeptSnapshots,
  OpenInvestigations,
  Pack,
  PackHistory,
  PackModel,
  RevisedPack,
  Revisions,
  SavedPack,
  SavedSettings,
  Series,
  Settings,
  SettingsHistory,
  Snapshot,
} from "./types.ts";

/** An answer that did not come, with the code that says why: the API's own, or `unreachable` when nobody answered. */
export type ApiProblem = Error & { code: string; field: string | null };

type FilterParams = Parameters<(typeof client.api)["flight-deck"]["$get"]>[0]["query"];
type SeriesParams = Parameters<(typeof client.api.kpis)[":id"]["series"]["$get"]>[0]["query"];
type CasesParams = Parameters<(typeof client.api.kpis)[":id"]["cases"]["$get"]>[0]["query"];
type BreakdownParams = Parameters<(typeof client.api.kpis)[":id"]["breakdown"]["$get"]>[0]["query"];
type DistributionParams = Parameters<(typeof client.api.kpis)[":id"]["distribution"]["$get"]>[0]["query"];
type OpenParams = Parameters<(typeof client.api)["open-investigations"]["$get"]>[0]["query"];
type RevisionsParams = Parameters<(typeof client.api.kpis)[":id"]["revisions"]["$get"]>[0]["query"];
type IncidenceParams = Parameters<typeof client.api.incidence.$get>[0]["query"];
type FunnelParams = Parameters<typeof client.api.funnel.$get>[0]["query"];

const client = hc<AppType>("/");

export function fetchSnapshot(signal: AbortSignal): Promise<Snapshot> {
  return read(client.api.snapshot.$get({}, { init: { signal } }));
}

export function fetchKpis(signal: AbortSignal): Promise<Catalogue> {
  return read(client.api.kpis.$get({}, { init: { signal } }));
}

export function fetchChecks(signal: AbortSignal): Promise<Checks> {
  return read(client.api.checks.$get({}, { init: { signal } }));
}

export function fetchFlightDeck(query: FilterParams, signal: AbortSignal): Promise<FlightDeck> {
  return read(client.api["flight-deck"].$get({ query }, { init: { signal } }));
}

export function fetchSeries(id: string, query: SeriesParams, signal: AbortSignal): Promise<Series> {
  return read(client.api.kpis[":id"].series.$get({ param: { id }, query }, { init: { signal } }));
}

export function fetchCases(id: string, query: CasesParams, signal: AbortSignal): Promise<Cases> {
  return read(client.api.kpis[":id"].cases.$get({ param: { id }, query }, { init: { signal } }));
}

export function fetchBreakdown(id: string, query: BreakdownParams, signal: AbortSignal): Promise<Breakdown> {
  return read(client.api.kpis[":id"].breakdown.$get({ param: { id }, query }, { init: { signal } }));
}

export function fetchDistribution(
  id: string,
  query: DistributionParams,
  signal: AbortSignal,
): Promise<Distribution> {
  return read(client.api.kpis[":id"].distribution.$get({ param: { id }, query }, { init: { signal } }));
}

export function fetchOpenInvestigations(query: OpenParams, signal: AbortSignal): Promise<OpenInvestigations> {
  return read(client.api["open-investigations"].$get({ query }, { init: { signal } }));
}

export function fetchRevisions(id: string, query: RevisionsParams, signal: AbortSignal): Promise<Revisions> {
  return read(client.api.kpis[":id"].revisions.$get({ param: { id }, query }, { init: { signal } }));
}

export function fetchKeptSnapshots(signal: AbortSignal): Promise<KeptSnapshots> {
  return read(client.api.imports.$get({}, { init: { signal } }));
}

export function fetchIncidence(query: IncidenceParams, signal: AbortSignal): Promise<Incidence> {
  return read(client.api.incidence.$get({ query }, { init: { signal } }));
}

export function fetchFunnel(query: FunnelParams, signal: AbortSignal): Promise<Funnel> {
  return read(client.api.funnel.$get({ query }, { init: { signal } }));
}

export function fetchDefinitions(signal: AbortSignal): Promise<Definitions> {
  return read(client.api.definitions.$get({}, { init: { signal } }));
}

export function fetchSettings(signal: AbortSignal): Promise<SavedSettings> {
  return read(client.api.settings.$get({}, { init: { signal } }));
}

export function fetchSettingsHistory(signal: AbortSignal): Promise<SettingsHistory> {
  return read(client.api.settings.history.$get({}, { init: { signal } }));
}

/** Saves settings over the version that was read; fails with `changed-meanwhile` where someone else saved since. */
export function saveSettings(change: { version: number; settings: Settings }): Promise<SavedSettings> {
  return read(client.api.settings.$put({ json: change }));
}

export async function fetchPacks(signal: AbortSignal): Promise<{ packs: SavedPack[] }> {
  return read(client.api.packs.$get({}, { init: { signal } }));
}

export function beginPack(chosen: Pick<Pack, "month" | "audience">): Promise<SavedPack> {
  return read(client.api.packs.$post({ json: chosen }));
}

export function fetchPack(id: string, signal: AbortSignal): Promise<SavedPack> {
  return read(client.api.packs[":id"].$get({ param: { id } }, { init: { signal } }));
}

/** Saves a pack over the version that was read; fails with `changed-meanwhile` where someone else saved since. */
export function savePack(
  id: string,
  change: { version: number; pack: Omit<Pack, "state" | "approved" | "frozen"> },
): Promise<SavedPack> {
  return read(client.api.packs[":id"].$put({ param: { id }, json: change }));
}

export function signPack(id: string, how: "approve" | "freeze", version: number): Promise<SavedPack> {
  return read(client.api.packs[":id"][how].$post({ param: { id }, json: { version } }));
}

export function fetchPreview(id: string, signal: AbortSignal): Promise<PackModel> {
  return read(client.api.packs[":id"].preview.$get({ param: { id } }, { init: { signal } }));
}

export function fetchPackHistory(id: string, signal: AbortSignal): Promise<PackHistory> {
  return read(client.api.packs[":id"].history.$get({ param: { id } }, { init: { signal } }));
}

export function fetchRevised(id: string, signal: AbortSignal): Promise<RevisedPack> {
  return read(client.api.packs[":id"].revised.$get({ param: { id } }, { init: { signal } }));
}

export function comparePacks(id: string, other: string, signal: AbortSignal): Promise<ComparedPacks> {
  return read(
    client.api.packs[":id"].compare.$get({ param: { id }, query: { with: other } }, { init: { signal } }),
  );
}

export function isApiProblem(error: unknown): error is ApiProblem {
  return error instanceof Error && "code" in error && typeof error.code === "string";
}

/** The body of an answer, or the problem that stands in its place. Only a successful answer has the shape asked for. */
async function read<Answer>(asked: Promise<ClientResponse<Answer, number, "json">>): Promise<Answer> {
  const response = await asked.catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw apiProblem("unreachable", "The flight deck’s server did not answer.", null);
  });
  if (response.ok) return await response.json();
  const body: unknown = await response.json().catch(() => null);
  throw problemOf(response.status, body);
}

function problemOf(status: number, body: unknown): ApiProblem {
  const given = isErrorBody(body) ? body.error : null;
  return apiProblem(
    given?.code ?? `http-${status}`,
    given?.message ?? `The server answered with an error (${status}).`,
    given?.field ?? null,
  );
}

function apiProblem(code: string, message: string, field: string | null): ApiProblem {
  return Object.assign(new Error(message), { code, field });
}

function isErrorBody(body: unknown): body is { error: { code: string; message: string; field?: string } } {
  return typeof body === "object" && body !== null && "error" in body && typeof body.error === "object";
}
