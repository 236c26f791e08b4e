import { queryOptions, useQuery } from "@tanstack/react-query";
import { fetchSession } from "../api.ts";
import type { Session } from "../types.ts";

export type Role = NonNullable<Session["person"]>["roles"][number];

function sessionQuery() {
  return queryOptions({ queryKey: ["session"], queryFn: ({ signal }) => fetchSession(signal) });
}

/** Who is signed in; null until that is known. */
export function useSession(): Session | null {
  return useQuery(sessionQuery()).data ?? null;
}

/** Whether the person has one of the roles. Until that is known the page shows what it would, and the server decides. */
export function useMay(...roles: Role[]): boolean {
  const session = useSession();
  return !session?.person || session.person.roles.some((role) => roles.includes(role));
}
