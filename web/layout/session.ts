import { queryOptions, useQuery } from "@tanstack/react-query";
import { fetchSession } from "../api/session.ts";
import type { Session } from "../types.ts";

export type Role = NonNullable<Session["person"]>["roles"][number];

export function sessionQuery() {
  return queryOptions({ queryKey: ["session"], queryFn: ({ signal }) => fetchSession(signal) });
}

/** Who is signed in; null until that is known. */
export function useSession(): Session | null {
  return useQuery(sessionQuery()).data ?? null;
}

/** Whether the person has one of the roles. Until that is known the page shows what it would, and the server decides. */
export function useMay(...roles: Role[]): boolean {
  const session = useSession();
  return !session?.person || hasOneOf(session, roles);
}

/** Whether the person is known to have one of the roles: for what is better not asked at all than refused. */
export function useKnownMay(...roles: Role[]): boolean {
  return hasOneOf(useSession(), roles);
}

export function hasOneOf(session: Session | null, roles: Role[]): boolean {
  return session?.person?.roles.some((role) => roles.includes(role)) ?? false;
}

/** Whether the person sees rounded figures only, as they may leave the force; null until it is known who asks. */
export function useIsReleased(): boolean | null {
  const session = useSession();
  if (!session) return null;
  const roles = session.person?.roles ?? [];
  return !roles.includes("analyst") && !roles.includes("officer");
}
