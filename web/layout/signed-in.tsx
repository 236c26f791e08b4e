import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { signOut } from "../api/session.ts";
import { useSession } from "./session.ts";

/** Says who is signed in, and signs out. The local mode shows neither; the foot of the page says why. */
export function SignedIn() {
  const session = useSession();
  const queries = useQueryClient();
  if (!session?.person || session.mode === "local") return null;
  return (
    <p className="signed-in">
      <span>{session.person.name}</span>{" "}
      <button type="button" className="signed-in__out" onClick={() => void leave(queries)}>
        Sign out
      </button>
    </p>
  );
}

/** Cancels open requests before signing out: if one were refused, the page would go to the sign-in page and sign in again. */
async function leave(queries: QueryClient): Promise<void> {
  await queries.cancelQueries();
  await signOut();
  window.location.assign("/signed-out");
}
