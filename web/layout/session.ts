import { queryOptions, useQuery } from "@tanstack/react-query";
import { fetchSession } from "../api/session.ts";
import type { Capability, Session } from "../types.ts";

export function sessionQuery() {
  return queryOptions({ queryKey: ["session"], queryFn: ({ signal }) => fetchSession(signal) });
}

/** Who is signed in; null until that is known. */
export function useSession(): Session | null {
  return useQuery(sessionQuery()).data ?? null;
}

/** Whether the person may. Until that is known the page shows what it would, and the server decides. */
export function useMay(capability: Capability): boolean {
  const session = useSession();
  return !session?.person || allows(session, capability);
}

/** Whether the person is known to be allowed: for what is better not asked at all than refused. */
export function useKnownMay(capability: Capability): boolean {
  return allows(useSession(), capability);
}

export function allows(session: Session | null, capability: Capability): boolean {
  return session?.person?.may.includes(capability) ?? false;
}

/** Whether the person sees rounded figures only, as they may leave the force; null until it is known who asks. */
export function useIsReleased(): boolean | null {
  const session = useSession();
  return session && !allows(session, "read-working-figures");
}
