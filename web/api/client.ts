import { type ClientResponse, hc } from "hono/client";
import type { AppType } from "../../server/app.ts";

/** An answer that did not come, with the code that says why: the API's own, or `unreachable` when nobody answered. */
export type ApiProblem = Error & { code: string; field: string | null };

/** The header tells the server that this product's own pages ask. */
export const ownHeader = "x-flight-deck";

export const client = hc<AppType>("/", { headers: { [ownHeader]: "1" } });

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
export async function read<R extends ClientResponse<unknown, number, "json">>(
  asked: Promise<R>,
): Promise<Answer<R>> {
  return (await answered(asked)).json() as Promise<Answer<R>>;
}

/** Waits for an answer that has no body. */
export async function done(asked: Promise<ClientResponse<unknown, number, string>>): Promise<void> {
  await answered(asked);
}

export async function answered<R extends ClientResponse<unknown, number, string>>(
  asked: Promise<R>,
): Promise<R> {
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

export function unreachable(): ApiProblem {
  return apiProblem("unreachable", "The flight deck’s server did not answer.", null);
}

export function problemOf(status: number, body: unknown): ApiProblem {
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
