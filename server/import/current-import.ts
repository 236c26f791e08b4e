import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { z } from "zod";
import type { CurrentImport, ImportState, progressSchema } from "../contract/imports.ts";
import { type Mapping, noMapping } from "../contract/mapping.ts";
import type { Role } from "../contract/snapshot.ts";
import type { Home } from "../store/home.ts";
import type { ImportLock } from "./import-lock.ts";

import type { Running } from "./start-import.ts";
import type { UploadedFile } from "./upload.ts";

/** What an analyst confirms: the role of each file by its id (null leaves it out; one not named keeps the role that was
 * recognised), and the columns and codes, as they stand or by the name of a saved mapping. */
export type Confirmed = {
  roles: Record<string, Role | null>;
  mapping: Mapping | null;
  mappingName: string | null;
};

/** What those who watch an import are told: how far it is, what it has become, or that it has ended and how. */
export type ImportEvent =
  | { event: "progress"; data: z.infer<typeof progressSchema> }
  | { event: "state"; data: { state: ImportState } }
  | { event: "end"; data: { outcome: "published" | "discarded" } };

export type Session = CurrentImport & {
  lock: ImportLock;
  folder: string;
  uploads: UploadedFile[];
  /** The snapshot that was served when the dry run compared with it. */
  against: string | null;
  running: Running<unknown> | null;
  uploading: AbortController;
  /** Throws it away where nobody goes on with it. */
  expiry: NodeJS.Timeout | undefined;
  watchers: Set<(event: ImportEvent) => void>;
  isOver: boolean;
};

export function newSession(home: Home, lock: ImportLock, by: string, at: Date): Session {
  const id = randomBytes(6).toString("hex");
  return {
    id,
    by,
    startedAt: at.toISOString(),
    state: "uploading",
    progress: null,
    files: [],
    mapping: noMapping,
    mappingName: null,
    dryRun: null,
    lock,
    folder: join(home.building, id),
    uploads: [],
    against: null,
    running: null,
    uploading: new AbortController(),
    expiry: undefined,
    watchers: new Set(),
    isOver: false,
  };
}

export function tell(session: Session, event: ImportEvent): void {
  for (const watcher of session.watchers) watcher(event);
}

/** What of an import is shown: everything but its workings. */
export function shown(session: Session): CurrentImport {
  const { id, by, startedAt, state, progress, files, mapping, mappingName, dryRun } = session;
  return { id, by, startedAt, state, progress, files, mapping, mappingName, dryRun };
}
