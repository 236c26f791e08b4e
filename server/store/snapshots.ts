import { statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "duckdb";
import { Problem } from "../contract/problem.ts";
import { openReadOnly } from "../engine/database.ts";
import { asking, stopped } from "../engine/request-signal.ts";
import type { Home } from "./home.ts";
import type { Manifest } from "./manifest.ts";
import { databaseName, pointedTo, verify } from "./publish.ts";

/** A published snapshot, opened for reading. `use` lends a connection for as long as the reader runs. */
export type Snapshot = {
  manifest: Manifest;
  /** Its database file. */
  path: string;
  notice: string | null;
  use: <Answer>(reader: (connection: DuckDBConnection) => Promise<Answer>) => Promise<Answer>;
  /** Runs a short piece of work when no reader is left, one at a time. The work is dropped if the snapshot is closed first. */
  later: (work: () => Promise<void>) => void;
};

export type Store = {
  /** Runs the reader with the current snapshot, or null if none was published. The snapshot stays open until the reader ends. */
  read: <Answer>(reader: (snapshot: Snapshot | null) => Promise<Answer>) => Promise<Answer>;
  /** Runs the reader with the kept snapshot of this id. Throws a 404 if it is not kept, a 503 if it is damaged. */
  readSnapshot: <Answer>(id: string, reader: (snapshot: Snapshot) => Promise<Answer>) => Promise<Answer>;
  close: () => Promise<void>;
};

type OpenSnapshot = {
  snapshot: Snapshot;
  readers: number;
  retired: boolean;
  /** Work to do when there are no readers. */
  spare: (() => Promise<void>)[];
  shut: () => void;
};

type EarlierSnapshot = { id: string; readers: number; opened: Promise<OpenSnapshot> };

const connectionsAtOnce = 4;
const earlierOpen = 2;

/** Serves the snapshot that the home points to; the next request after a publication gets the new one. Instead of a damaged snapshot
 * the newest whole one is served, with a notice. If the engine breaks, the store opens the snapshot again once, and the second time
 * gives up. */
export function openStore(home: Home, giveUp: () => void = () => undefined): Store {
  let isReplaced = false;
  let served: Promise<OpenSnapshot | null> = Promise.resolve(null);
  let servedPointer = "";
  let earlier: EarlierSnapshot[] = [];

  return {
    async read(reader) {
      const open = await current();
      return open ? lend(open, reader) : reader(null);
    },
    async readSnapshot(id, reader) {
      const open = await current();
      if (open?.snapshot.manifest.snapshot.id === id) return lend(open, reader);
      const asked = askEarlier(id);
      try {
        return await reader((await asked.opened).snapshot);
      } finally {
        asked.readers -= 1;
        shutEarlier(earlierOpen);
      }
    },
    async close() {
      retire(await served);
      shutEarlier(0);
    },
  };

  /** Counts a reader of an earlier snapshot, opens the snapshot if necessary, and puts it first in the list. */
  function askEarlier(id: string): EarlierSnapshot {
    const found = earlier.find((each) => each.id === id) ?? {
      id,
      readers: 0,
      opened: openKept(home, id, replace),
    };
    found.readers += 1;
    earlier = [found, ...earlier.filter((each) => each !== found)];
    found.opened.catch(() => {
      earlier = earlier.filter((each) => each !== found);
    });
    return found;
  }

  function shutEarlier(left: number): void {
    const shut = earlier.filter(({ readers }, place) => place >= left && readers === 0);
    earlier = earlier.filter((each) => !shut.includes(each));
    for (const { opened } of shut) void opened.then((open) => open.shut());
  }

  function replace(): void {
    if (isReplaced) giveUp();
    isReplaced = true;
    servedPointer = "";
  }

  async function current(): Promise<OpenSnapshot | null> {
    const pointer = pointerVersion(home);
    if (pointer !== servedPointer) {
      servedPointer = pointer;
      const before = served;
      served = openNewest(home, replace);
      void served.then(async () => retire(await before));
    }
    return served;
  }
}

async function lend<Answer>(
  open: OpenSnapshot,
  reader: (snapshot: Snapshot) => Promise<Answer>,
): Promise<Answer> {
  open.readers += 1;
  try {
    return await reader(open.snapshot);
  } finally {
    open.readers -= 1;
    if (open.readers === 0) leave(open);
  }
}

function retire(open: OpenSnapshot | null): void {
  if (!open) return;
  open.retired = true;
  if (open.readers === 0) leave(open);
}

/** Ends a reader's turn. A connection must not be closed while a statement runs, so a retired snapshot waits for its last reader. */
function leave(open: OpenSnapshot): void {
  if (open.retired) {
    open.shut();
    return;
  }
  const work = open.spare.shift();
  // No request waits for this work, so none can stop it. If it fails, the next request for the same result reports that.
  if (work) asking.exit(() => lend(open, work)).catch(() => undefined);
}

async function openNewest(home: Home, onFatal: () => void): Promise<OpenSnapshot | null> {
  const wanted = await pointedTo(home);
  const ids = (await readdir(home.snapshots)).sort().reverse();
  const refused: string[] = [];
  for (const id of [...(wanted ? [wanted] : []), ...ids.filter((each) => each !== wanted)]) {
    try {
      const manifest = await verify(join(home.snapshots, id));
      const notice =
        refused.length > 0
          ? `The snapshot ${refused.join(", ")} is damaged, or was built by an earlier version, and is not used. These are the figures of ${manifest.snapshot.asAt}. Import the files again.`
          : null;
      return await openSnapshot(join(home.snapshots, id), manifest, notice, onFatal);
    } catch {
      refused.push(id);
    }
  }
  return null;
}

async function openKept(home: Home, id: string, onFatal: () => void): Promise<OpenSnapshot> {
  if (!(await readdir(home.snapshots)).includes(id)) {
    throw new Problem(
      404,
      "unknown-snapshot",
      "There is no such snapshot; it may have been removed.",
      "snapshot",
    );
  }
  const folder = join(home.snapshots, id);
  const manifest = await verify(folder).catch(() => {
    throw new Problem(
      503,
      "damaged-snapshot",
      "That snapshot is damaged, or was built by an earlier version, so it is not used.",
      "snapshot",
    );
  });
  return openSnapshot(folder, manifest, null, onFatal);
}

/** Opens a verified snapshot folder. Call `shut` when no reader is left. */
export async function openSnapshot(
  folder: string,
  manifest: Manifest,
  notice: string | null,
  onFatal: () => void = () => undefined,
): Promise<OpenSnapshot> {
  const path = join(folder, databaseName);
  const instance = await openReadOnly(path);
  const connections = await Promise.all(Array.from({ length: connectionsAtOnce }, () => instance.connect()));
  const idle = [...connections];
  const spare: OpenSnapshot["spare"] = [];
  const waiting: ((connection: DuckDBConnection) => void)[] = [];
  let isBroken = false;

  const later = (work: () => Promise<void>) => {
    spare.push(work);
  };
  return {
    snapshot: { manifest, path, notice, use, later },
    readers: 0,
    retired: false,
    spare,
    shut,
  };

  /** Lends a connection. When the request is stopped, its statement is interrupted again and again until it ends. */
  async function use<Answer>(reader: (connection: DuckDBConnection) => Promise<Answer>): Promise<Answer> {
    const connection =
      idle.pop() ?? (await new Promise<DuckDBConnection>((resolve) => waiting.push(resolve)));
    const signal = asking.getStore();
    let interrupting: NodeJS.Timeout | undefined;
    const interrupt = () => {
      connection.interrupt();
      interrupting = setInterval(() => connection.interrupt(), 50);
    };
    try {
      if (signal?.aborted) throw stopped();
      signal?.addEventListener("abort", interrupt, { once: true });
      return await reader(connection);
    } catch (error) {
      if (signal?.aborted) throw stopped();
      if (isFatal(error) && !isBroken) {
        isBroken = true;
        onFatal();
      }
      throw error;
    } finally {
      signal?.removeEventListener("abort", interrupt);
      clearInterval(interrupting);
      const next = waiting.shift();
      if (next) next(connection);
      else idle.push(connection);
    }
  }

  function shut(): void {
    for (const connection of connections) connection.closeSync();
    instance.closeSync();
  }
}

/** Reads the pointer's version synchronously, because queries may occupy the threads that read files, and health checks must not
 * wait. */
function pointerVersion(home: Home): string {
  try {
    const { mtimeMs, ino } = statSync(home.pointer);
    return `${ino} ${mtimeMs}`;
  } catch {
    return "none";
  }
}

/** Whether the engine broke. After that every statement fails until the file is opened again. */
function isFatal(error: unknown): boolean {
  return (
    error instanceof Error && /FATAL Error|INTERNAL Error|database has been invalidated/.test(error.message)
  );
}
