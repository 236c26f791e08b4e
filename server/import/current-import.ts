import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import type {
  CurrentImport,
  ImportChoices,
  ImportResult,
  ImportState,
  progressSchema,
} from "../contract/imports.ts";
import { type Mapping, noMapping } from "../contract/mapping.ts";
import { Problem } from "../contract/problem.ts";
import type { RecognisedFile } from "../contract/recognised.ts";
import type { Role } from "../contract/snapshot.ts";
import type { Home } from "../store/home.ts";
import type { ProcessLock } from "../store/process-lock.ts";
import { cancelled } from "./import-problems.ts";
import { type SavedMapping, savedMapping } from "./mapping.ts";
import { type Running, startWorker } from "./start-import.ts";
import type { GivenTask } from "./task.ts";
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

type Watcher = (event: ImportEvent) => void;

const mostTabs = 20;

/** How long an import waits for its analyst, in milliseconds, and what is done with it then. */
type Patience = { waitsFor: number; expire: () => Promise<void> };

/** An import from its first byte to its end: what is known of it, what works on it, and who watches it. */
export class OpenImport {
  readonly id = randomBytes(6).toString("hex");
  readonly by: string;
  readonly startedAt: string;
  readonly folder: string;
  readonly uploading = new AbortController();
  uploads: UploadedFile[] = [];
  files: RecognisedFile[] = [];
  mapping: Mapping = noMapping;
  mappingName: string | null = null;
  fitting: CurrentImport["fitting"] = null;
  dryRun: ImportResult | null = null;
  choices: ImportChoices[] = [];
  /** The snapshot that was served when the dry run compared with it. */
  against: string | null = null;
  isOver = false;
  state: ImportState = "uploading";

  private readonly home: Home;
  private lock: ProcessLock;
  private readonly patience: Patience;
  private progress: CurrentImport["progress"] = null;
  private running: Running<unknown> | null = null;
  private expiry: NodeJS.Timeout | undefined;
  private readonly watchers = new Set<Watcher>();

  constructor(home: Home, lock: ProcessLock, { by, at }: { by: string; at: Date }, patience: Patience) {
    this.home = home;
    this.lock = lock;
    this.by = by;
    this.startedAt = at.toISOString();
    this.folder = join(home.building, this.id);
    this.patience = patience;
  }

  /** What of it is shown: everything but its workings. */
  shown(): CurrentImport {
    const { id, by, startedAt, state, progress, files, mapping, mappingName, fitting, dryRun, choices } =
      this;
    return { id, by, startedAt, state, progress, files, mapping, mappingName, fitting, dryRun, choices };
  }

  /** Tells the watcher what becomes of the import, beginning with what it is now. Returns the function that stops it. */
  watch(watcher: Watcher): () => void {
    this.watchers.add(watcher);
    watcher({ event: "state", data: { state: this.state } });
    if (this.progress) watcher({ event: "progress", data: this.progress });
    return () => this.watchers.delete(watcher);
  }

  /** Changes the state. An import that waits for its analyst is thrown away if it waits too long. */
  change(state: ImportState): void {
    this.state = state;
    clearTimeout(this.expiry);
    if (state === "waiting" || state === "ready") {
      const { waitsFor, expire } = this.patience;
      this.expiry = setTimeout(() => void expire().catch(() => undefined), waitsFor).unref();
    }
    this.tell({ event: "state", data: { state } });
  }

  /** Does something with an import that waits, as the only thing that is done with it. If that fails, the import waits again and can
   * be tried once more; a publication that failed has to be built again. */
  async during<Answer>(state: ImportState, act: () => Promise<Answer>): Promise<Answer> {
    if (this.state !== "waiting" && this.state !== "ready")
      throw new Problem(409, "busy", "The import is at work. Wait until it is done, or cancel it.");
    this.change(state);
    try {
      return await act();
    } catch (error) {
      if (this.isOver) throw cancelled();
      this.change("waiting");
      throw error;
    }
  }

  /** Takes over what the analyst confirms; a dry run before it no longer counts. */
  async confirm({ mapping, mappingName }: Confirmed): Promise<void> {
    this.dryRun = null;
    const saved = !mapping && mappingName ? await savedMapping(this.home, mappingName) : null;
    if (!mapping && mappingName && !saved)
      throw new Problem(404, "unknown-mapping", "There is no mapping of that name.", "mappingName");
    this.mapping = mapping ?? saved?.value ?? this.mapping;
    this.mappingName = mappingName;
  }

  /** Keeps what was chosen and typed in a tab, beside that of other tabs. */
  keepChoices(given: ImportChoices): void {
    const others = this.choices.filter(({ tab }) => tab !== given.tab);
    this.choices = [given, ...others].slice(0, mostTabs);
  }

  /** Applies a saved mapping whose headers the files have. */
  apply({ name, saved }: SavedMapping): void {
    this.mapping = saved.value;
    this.mappingName = name;
    this.fitting = { name, savedBy: saved.savedBy, savedAt: saved.savedAt };
  }

  /** The files of each role, by what is confirmed and otherwise by what was recognised. */
  filesByRole({ roles }: Confirmed): Record<Role, string[]> {
    const files: Record<Role, string[]> = {};
    for (const { id, path } of this.uploads) {
      const recognised = this.files.find((file) => file.id === id)?.role ?? null;
      const role = roles[id] === undefined ? recognised : roles[id];
      if (role !== null) files[role] = [...(files[role] ?? []), path];
    }
    return files;
  }

  /** Lets a child process do a task, telling watchers how far it is. */
  async work<Schema extends z.ZodType>(
    worker: string,
    task: GivenTask,
    schema: Schema,
  ): Promise<z.output<Schema>> {
    if (this.isOver) throw cancelled();
    const running = startWorker(worker, task, schema, (progress) => {
      this.progress = progress;
      this.tell({ event: "progress", data: progress });
    });
    this.running = running;
    try {
      return await running.answer;
    } finally {
      this.running = null;
      this.progress = null;
    }
  }

  /** Stops everything that works on it. */
  async stop(): Promise<void> {
    this.isOver = true;
    this.uploading.abort();
    this.running?.cancel();
    await this.running?.answer.catch(() => undefined);
  }

  /** Lets it wait for its analyst again, with a new lock, after it was thrown away. */
  reopen(lock: ProcessLock): void {
    this.isOver = false;
    this.lock = lock;
    this.change(this.dryRun?.ok ? "ready" : "waiting");
  }

  /** Ends the waiting for its analyst. */
  stopWaiting(): void {
    clearTimeout(this.expiry);
  }

  /** Removes its files; nothing of it is left but what was published. */
  async remove(): Promise<void> {
    this.isOver = true;
    this.stopWaiting();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Lets the next import begin, and tells the watchers how this one ended. */
  release(outcome: "published" | "discarded"): void {
    this.lock.release();
    this.tell({ event: "end", data: { outcome } });
    this.watchers.clear();
  }

  private tell(event: ImportEvent): void {
    for (const watcher of this.watchers) watcher(event);
  }
}
