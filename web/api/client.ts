import { type ClientResponse, hc } from "hono/client";
import type { AppType } from "../../server/app.ts";

/** A failed request. `code` is the code of the API's problem, or `unreachable` when no server answered. */
export type ApiProblem = Error & { code: string; field: string | null };

/** Every request carries the header by which the server knows this product's pages. */
export const ownHeader = "x-flight-deck";

export const client = hc<AppType>("/", { headers: { [ownHeader]: "1" } });

/** Whether an error is a failed request, of which `code` says the kind. */
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

/** Returns the body of a successful answer. Throws the problem of any other. */
export async function read<R extends ClientResponse<unknown, number, "json">>(
  asked: Promise<R>,
): Promise<Answer<R>> {
  return (await answered(asked)).json() as Promise<Answer<R>>;
}

/** Waits for an answer that has no body. */
export async function done(asked: Promise<ClientResponse<unknown, number, string>>): Promise<void> {
  await answered(asked);
}

/** Waits for a successful answer. Throws the problem of any other, and opens the sign-in page if nobody is signed in. */
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

/** Opens the sign-in page, which afterwards leads back to the current page. */
function goToSignIn(): void {
  const { pathname, search } = window.location;
  window.location.assign(`/sign-in?to=${encodeURIComponent(`${pathname}${search}`)}`);
}

/** The problem of a request that no server answered. */
export function unreachable(): ApiProblem {
  return apiProblem("unreachable", "The flight deck’s server did not answer.", null);
}

/** Makes the problem of an answer from its status and its body, which may be no JSON of the API. */
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
