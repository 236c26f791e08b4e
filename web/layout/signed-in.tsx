import { signOut } from "../api.ts";
import { useSession } from "./session.ts";

/** Who is signed in, with the way out; in the local mode, that there is no sign-in. */
export function SignedIn() {
  const session = useSession();
  if (!session) return null;
  if (session.mode === "local") return <p className="signed-in">Local mode, no sign-in</p>;
  if (!session.person) return null;
  return (
    <p className="signed-in">
      <span>{session.person.name}</span>{" "}
      <button type="button" className="signed-in__out" onClick={() => void leave()}>
        Sign out
      </button>
    </p>
  );
}

async function leave(): Promise<void> {
  await signOut();
  window.location.assign("/signed-out");
}
