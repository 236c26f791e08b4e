import { join } from "node:path";
import type { DuckDBConnection } from "duckdb";
import { openReadOnly } from "../engine/database.ts";
import { requestSignal, requestStopped } from "../engine/request-signal.ts";
import type { Manifest } from "./manifest.ts";
import { databaseName } from "./publish.ts";

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

export type OpenSnapshot = {
  snapshot: Snapshot;
  readers: number;
  retired: boolean;
  /** Work to do when there are no readers. */
  spare: (() => Promise<void>)[];
  shut: () => void;
};

const connectionsAtOnce = 4;

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

  /** Lends a connection. */
  async function use<Answer>(reader: (connection: DuckDBConnection) => Promise<Answer>): Promise<Answer> {
    const connection =
      idle.pop() ?? (await new Promise<DuckDBConnection>((resolve) => waiting.push(resolve)));
    try {
      return await readUntilStopped(connection, reader);
    } catch (error) {
      if (isFatal(error) && !isBroken) {
        isBroken = true;
        onFatal();
      }
      throw error;
    } finally {
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

/** Runs the reader. When the request is stopped, its statement is interrupted again and again until it ends. */
async function readUntilStopped<Answer>(
  connection: DuckDBConnection,
  reader: (connection: DuckDBConnection) => Promise<Answer>,
): Promise<Answer> {
  const signal = requestSignal.getStore();
  if (!signal) return reader(connection);
  if (signal.aborted) throw requestStopped();
  let interrupting: NodeJS.Timeout | undefined;
  const interrupt = () => {
    connection.interrupt();
    interrupting = setInterval(() => connection.interrupt(), 50);
  };
  signal.addEventListener("abort", interrupt, { once: true });
  try {
    return await reader(connection);
  } catch (error) {
    throw signal.aborted ? requestStopped() : error;
  } finally {
    signal.removeEventListener("abort", interrupt);
    clearInterval(interrupting);
  }
}

/** Runs a reader with an open snapshot, which is not shut before the reader ends. */
export async function lend<Answer>(
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

/** Shuts an open snapshot once nobody reads it any more. */
export function retire(open: OpenSnapshot | null): void {
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
  if (work) requestSignal.exit(() => lend(open, work)).catch(() => undefined);
}

/** Whether the engine broke. After that every statement fails until the file is opened again. */
function isFatal(error: unknown): boolean {
  return (
    error instanceof Error && /FATAL Error|INTERNAL Error|database has been invalidated/.test(error.message)
  );
}
