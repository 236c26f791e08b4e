import { createHash, randomBytes } from "node:crypto";
import type { Person } from "./person.ts";

type Session = { person: Person; startedAt: number; seenAt: number };

export type Sessions = {
  /** Starts a session and gives its id, which is kept nowhere but with its owner. */
  start: (person: Person) => string;
  /** The person of a session that still runs. Being looked up by a person's own doing keeps it from going idle. */
  find: (id: string, isOwnDoing: boolean) => Person | null;
  end: (id: string) => void;
};

export type SessionLimits = { idleSeconds: number; absoluteSeconds: number };

/** The sessions of the served mode, in memory: who restarts the server signs everybody out. */
export function openSessions(now: () => Date, { idleSeconds, absoluteSeconds }: SessionLimits): Sessions {
  const sessions = new Map<string, Session>();
  return {
    start(person) {
      for (const [key, session] of sessions) if (isOver(session)) sessions.delete(key);
      const id = randomBytes(32).toString("base64url");
      const at = now().getTime();
      sessions.set(keyOf(id), { person, startedAt: at, seenAt: at });
      return id;
    },
    find(id, isOwnDoing) {
      const session = sessions.get(keyOf(id));
      if (!session) return null;
      if (isOver(session)) {
        sessions.delete(keyOf(id));
        return null;
      }
      if (isOwnDoing) session.seenAt = now().getTime();
      return session.person;
    },
    end(id) {
      sessions.delete(keyOf(id));
    },
  };

  function isOver({ startedAt, seenAt }: Session): boolean {
    const at = now().getTime();
    return at - seenAt >= idleSeconds * 1000 || at - startedAt >= absoluteSeconds * 1000;
  }
}

function keyOf(id: string): string {
  return createHash("sha256").update(id).digest("hex");
}
