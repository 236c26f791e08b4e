import type { Audit, Session } from "../types.ts";
import { client, read } from "./client.ts";

/** Reads who is signed in, and what they may do. */
export function fetchSession(signal: AbortSignal): Promise<Session> {
  return read(client.api.session.$get({}, { init: { signal } }));
}

/** Ends the session. */
export async function signOut(): Promise<void> {
  await client.api.session["sign-out"].$post();
}

/** Reads a page of the access log, the newest record first, from before a record if one is named. */
export function fetchAudit(before: number | undefined, signal: AbortSignal): Promise<Audit> {
  const query = before === undefined ? {} : { before: String(before) };
  return read(client.api.audit.$get({ query }, { init: { signal } }));
}
