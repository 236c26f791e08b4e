import { type ClientResponse, hc } from "hono/client";
import type { AppType } from "../server/app.ts";
import type {
  Audit,
  Breakdown,
  Cases,
  Catalogue,
  Checks,
  ComparedPacks,
  CurrentImport,
  Definitions,
  Distribution,
  DryRunRequest,
  FlightDeck,
  Funnel,
  ImportResult,
  Imports,
  Incidence,
  InputColumns,
  Mapping,
  Mappings,
  OpenInvestigations,
  Pack,
  PackHistory,
  PackModel,
  RevisedPack,
  Revisions,
  SavedMapping,
  SavedPack,
  SavedSettings,
  Series,
  Session,
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

/** The header tells the server that this product's own pages ask. */
const ownHeader = "x-flight-deck";
const client = hc<AppType>("/", { headers: { [ownHeader]: "1" } });

export function fetchSession(signal: AbortSignal): Promise<Session> {
  return read(client.api.session.$get({}, { init: { signal } }));
}

export async function signOut(): Promise<void> {
  await client.api.session["sign-out"].$post();
}

export function fetchAudit(before: number | undefined, signal: AbortSignal): Promise<Audit> {
  const query = before === undefined ? {} : { before: String(before) };
  return read(client.api.audit.$get({ query }, { init: { signal } }));
}

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

export function fetchImports(signal: AbortSignal): Promise<Imports> {
  return read(client.api.imports.$get({}, { init: { signal } }));
}

export function fetchInputColumns(signal: AbortSignal): Promise<InputColumns> {
  return read(client.api["input-columns"].$get({}, { init: { signal } }));
}

export function fetchMappings(signal: AbortSignal): Promise<Mappings> {
  return read(client.api.mappings.$get({}, { init: { signal } }));
}

export function saveMapping(name: string, over: number, value: Mapping): Promise<SavedMapping> {
  return read(client.api.mappings[":name"].$put({ param: { name }, json: { over, value } }));
}

/** Sends files for an import, saying which part of them has gone, from 0 to 1; at 1 the server looks at them. */
export function sendFiles(
  files: File[],
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<CurrentImport> {
  const form = new FormData();
  for (const file of files) form.append("files", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", client.api.imports.$path());
    request.setRequestHeader(ownHeader, "1");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () =>
      request.status === 201
        ? resolve(request.response)
        : reject(problemOf(request.status, request.response));
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(new DOMException("The upload was cancelled.", "AbortError"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(form);
  });
}

export function recogniseFiles(
  id: string,
  confirmed: Pick<DryRunRequest, "roles" | "mapping" | "mappingName">,
): Promise<CurrentImport> {
  return read(client.api.imports[":id"].recognise.$post({ param: { id }, json: confirmed }));
}

export function tryImport(id: string, request: DryRunRequest): Promise<ImportResult> {
  return read(client.api.imports[":id"]["dry-run"].$post({ param: { id }, json: request }));
}

export function publishImport(id: string): Promise<Pick<ImportResult, "snapshot">> {
  return read(client.api.imports[":id"].publish.$post({ param: { id } }));
}

export function discardImport(id: string): Promise<void> {
  return done(client.api.imports[":id"].$delete({ param: { id } }));
}

export function restoreSnapshot(id: string): Promise<void> {
  return done(client.api.snapshots[":id"].restore.$post({ param: { id } }));
}

/** Where an import says how far it is. */
export function importEvents(id: string): EventSource {
  return new EventSource(client.api.imports[":id"].events.$path({ param: { id } }));
}

/** The address of the rejected rows of an import or a kept snapshot. */
export function rejectedAddress(id: string): string {
  return client.api.imports[":id"]["rejected.csv"].$path({ param: { id } });
}

/** The beginning of the rejected rows as CSV, perhaps cut off within a row. */
export async function fetchRejected(id: string, signal: AbortSignal): Promise<string> {
  const response = await answered(
    client.api.imports[":id"]["rejected.csv"].$get({ param: { id } }, { init: { signal } }),
  );
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (reader && text.length < 100_000) {
    const { done: isEnd, value } = await reader.read();
    if (isEnd) return text;
    text += value;
  }
  await reader?.cancel();
  return text;
}

export function isApiProblem(error: unknown): error is ApiProblem {
  return error instanceof Error && "code" in error && typeof error.code === "string";
}

/** What a route answers when it succeeds, without the refusals that it also describes. */
type Answer<R> =
  R extends ClientResponse<infer Body, infer Status, "json">
    ? Status extends 409 | 413 | 422
      ? never
      : Body
    : never;

/** The body of an answer, or the problem that stands in its place. Only a successful answer has the shape asked for. */
async function read<R extends ClientResponse<unknown, number, "json">>(
  asked: Promise<R>,
): Promise<Answer<R>> {
  return (await answered(asked)).json() as Promise<Answer<R>>;
}

/** Waits for an answer that has no body. */
async function done(asked: Promise<ClientResponse<unknown, number, string>>): Promise<void> {
  await answered(asked);
}

async function answered<R extends ClientResponse<unknown, number, string>>(asked: Promise<R>): Promise<R> {
  const response = await asked.catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw unreachable();
  });
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => null);
  const problem = problemOf(response.status, body);
  if (problem.code === "not-signed-in") goToSignIn();
  throw problem;
}

/** Signing in leads back to where one was. */
function goToSignIn(): void {
  const { pathname, search } = window.location;
  window.location.assign(`/sign-in?to=${encodeURIComponent(`${pathname}${search}`)}`);
}

function unreachable(): ApiProblem {
  return apiProblem("unreachable", "The flight deck’s server did not answer.", null);
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
