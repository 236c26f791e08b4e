import type { Person } from "./person.ts";
import { keyOf, newSecret } from "./secrets.ts";

type Session = { person: Person; startedAt: number; seenAt: number };

export type Sessions = {
  /** Starts a session and returns its id. The server keeps only a hash of the id. */
  start: (person: Person) => string;
  /** Finds the person of a session that has not ended. `isOwnDoing`: the person asks, not the page by itself, so the idle time starts
   * again. */
  find: (id: string, isOwnDoing: boolean) => Person | null;
  end: (id: string) => void;
};

export type SessionLimits = { idleSeconds: number; absoluteSeconds: number };

/** The sessions of the served mode. They are in memory only, so a restart of the server signs everybody out. */
export function openSessions(now: () => Date, { idleSeconds, absoluteSeconds }: SessionLimits): Sessions {
  const sessions = new Map<string, Session>();
  return {
    start(person) {
      for (const [key, session] of sessions) if (isOver(session)) sessions.delete(key);
      const id = newSecret();
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
