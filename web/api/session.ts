import type { Audit, Session } from "../types.ts";
import { client, read } from "./client.ts";

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
