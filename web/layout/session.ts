import { queryOptions, useQuery } from "@tanstack/react-query";
import { fetchSession } from "../api/session.ts";
import type { Capability, Session } from "../types.ts";

/** Reads who is signed in. */
export function sessionQuery() {
  return queryOptions({ queryKey: ["session"], queryFn: ({ signal }) => fetchSession(signal) });
}

/** Who is signed in; null until the session is read. */
export function useSession(): Session | null {
  return useQuery(sessionQuery()).data ?? null;
}

/** Whether the person has the capability. True until the session is read: the server decides anyway. */
export function useMay(capability: Capability): boolean {
  const session = useSession();
  return !session?.person || allows(session, capability);
}

/** Whether the session is read and the person has the capability: for requests that would otherwise be refused. */
export function useKnownMay(capability: Capability): boolean {
  return allows(useSession(), capability);
}

/** Whether the session's person has the capability. False until the session is read. */
export function allows(session: Session | null, capability: Capability): boolean {
  return session?.person?.may.includes(capability) ?? false;
}

/** Whether the person sees only rounded figures, fit to leave the force; null until the session is read. */
export function useIsReleased(): boolean | null {
  const session = useSession();
  return session && !allows(session, "read-working-figures");
}
