import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { signOut } from "../api/session.ts";
import { useSession } from "./session.ts";

/** Who is signed in, with the way out. The local mode has neither; the foot of the page says so. */
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

/** What is still asked for is let go first: its refusal would lead to the sign-in page, and straight back in. */
async function leave(queries: QueryClient): Promise<void> {
  await queries.cancelQueries();
  await signOut();
  window.location.assign("/signed-out");
}
