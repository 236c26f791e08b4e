import { signOut } from "../api/people.ts";
import { useSession } from "./session.ts";

/** Who is signed in, with the way out. The local mode has neither; the foot of the page says so. */
export function SignedIn() {
  const session = useSession();
  if (!session?.person || session.mode === "local") return null;
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
