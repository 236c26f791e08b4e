import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import {
  type CurrentImport,
  type ImportResult,
  type ImportState,
  resultSchema,
} from "../contract/imports.ts";
import { Problem } from "../contract/problem.ts";
import { recognisedFileSchema } from "../contract/recognised.ts";
import type { Role } from "../contract/snapshot.ts";
import { missingInput } from "../model/input.ts";
import { readModel } from "../model/model.ts";
import { readSettings } from "../settings/settings.ts";
import type { Home } from "../store/home.ts";
import { databaseName, pointedTo } from "../store/publish.ts";
import { type Confirmed, type ImportEvent, newSession, type Session, shown, tell } from "./current-import.ts";
import { takeImportLock } from "./import-lock.ts";
import { cancelled, comparedWithAnother, importRunning } from "./import-problems.ts";

import type { Job } from "./job.ts";
import { savedMapping } from "./mapping.ts";

import { startWorker } from "./start-import.ts";
import { type GivenTask, publishedSchema } from "./task.ts";
import { receiveFiles, type UploadedFile } from "./upload.ts";

const twelveHours = 12 * 60 * 60 * 1000;

/** Opens the desk where imports over HTTP are made. One that waits for its analyst longer than `waitsFor`, in milliseconds, is
 * thrown away, so that it keeps no other from beginning. */
export function openImportDesk(
  home: Home,
  queries: string,
  worker: string,
  waitsFor = twelveHours,
): ImportDesk {
  return new ImportDesk({ home, queries, worker, waitsFor });
}

/** Where imports over HTTP are made, one at a time: files are received, recognised, tried and published or thrown away. The
 * import holds the home's lock from its first byte to its end, and nothing of it is left behind but what was published. */
export class ImportDesk {
  readonly #home: Home;
  readonly #queries: string;
  readonly #worker: string;
  readonly #waitsFor: number;
  #session: Session | null = null;

  constructor(given: { home: Home; queries: string; worker: string; waitsFor: number }) {
    this.#home = given.home;
    this.#queries = given.queries;
    this.#worker = given.worker;
    this.#waitsFor = given.waitsFor;
  }

  current(): CurrentImport | null {
    return this.#session && shown(this.#session);
  }

  one(id: string): CurrentImport {
    return shown(this.#byId(id));
  }

  /** Receives the files of a request and says what they seem to hold. Throws a 409 where an import runs or waits. */
  async receive(request: Request, by: string, at: Date): Promise<CurrentImport> {
    if (this.#session) throw importRunning(this.#session.by, this.#session.startedAt);
    const lock = takeImportLock(this.#home, by, at);
    const started = newSession(this.#home, lock, by, at);
    this.#session = started;
    try {
      const folder = join(started.folder, "uploads");
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const { imports } = await readSettings(this.#home);
      const mostBytes = imports.upload_limit_mb * 2 ** 20;
      started.uploads = await receiveFiles(request, folder, mostBytes, started.uploading.signal);
      this.#change(started, "waiting");
      return await this.recognise(started.id, { roles: {}, mapping: null, mappingName: null });
    } catch (error) {
      const wasCancelled = started.isOver;
      await this.#end(started, "discarded");
      throw wasCancelled ? cancelled() : error;
    }
  }

  /** Looks at the files again with the roles and the mapping that are known by now. */
  recognise(id: string, confirmed: Confirmed): Promise<CurrentImport> {
    return this.#during(id, "recognising", async (found) => {
      found.dryRun = null;
      await this.#confirm(found, confirmed);
      const spool = join(found.folder, "spool");
      await mkdir(spool, { recursive: true, mode: 0o700 });
      const files = found.uploads.map((file) => ({ ...file, role: confirmed.roles[file.id] ?? null }));
      const task = {
        task: "recognise" as const,
        queries: this.#queries,
        home: this.#home.folder,
        spool,
        files,
        mapping: found.mapping,
      };
      found.files = await this.#work(found, task, z.array(recognisedFileSchema));
      this.#change(found, "waiting");
      return shown(found);
    });
  }

  /** Builds everything and stops before publishing. A refused import can be tried again with another mapping or a reason. */
  dryRun(
    id: string,
    confirmed: Confirmed,
    { at, ...asked }: Pick<Job, "asAt" | "begins" | "override" | "by"> & { at: Date },
  ): Promise<ImportResult> {
    return this.#during(id, "building", async (found) => {
      found.dryRun = null;
      await this.#confirm(found, confirmed);
      const { inputs } = readModel([this.#queries, this.#home.folder]);
      const files: Record<string, string[]> = {};
      for (const file of found.uploads) {
        const role = this.#roleOf(found, confirmed, file);
        if (role !== null) files[role] = [...(files[role] ?? []), file.path];
      }
      const lacking = missingInput(inputs, files);
      if (lacking)
        throw new Problem(
          400,
          `no-${lacking}`,
          `None of the files holds ${lacking}. Say which one does.`,
          "roles",
        );
      found.against = await pointedTo(this.#home);
      const job = {
        home: this.#home.folder,
        queries: this.#queries,
        files,
        ...asked,
        mapping: found.mapping,
        mappingName: found.mappingName,
        importedAt: at.toISOString(),
        dryRunIn: found.folder,
      };
      const result = await this.#work(found, { task: "import", job }, resultSchema);
      found.dryRun = result;
      this.#change(found, result.ok ? "ready" : "waiting");
      return result;
    });
  }

  /** Publishes what the dry run built. Throws a 409 where there is no dry run to publish, or the figures that it was compared
   * with are no longer those that are served. */
  async publish(id: string): Promise<NonNullable<ImportResult["snapshot"]>> {
    const { state, dryRun: tried } = this.#byId(id);
    if (state !== "ready" || !tried?.snapshot)
      throw new Problem(409, "no-dry-run", "There is nothing to publish yet: make a dry run first.");
    await this.#during(id, "publishing", async (found) => {
      const built = join(found.folder, "built");
      const task = { task: "publish" as const, home: this.#home.folder, built, against: found.against };
      const { published } = await this.#work(found, task, publishedSchema);
      if (!published) throw comparedWithAnother();
      await this.#end(found, "published");
    });
    return tried.snapshot;
  }

  /** Cancels or throws away an import: its child process is killed, its files are removed, and the next import may begin. */
  async discard(id: string): Promise<void> {
    const found = this.#byId(id);
    if (found.state === "publishing")
      throw new Problem(409, "publishing", "The import is being published and cannot be cancelled any more.");
    found.isOver = true;
    found.uploading.abort();
    found.running?.cancel();
    await found.running?.answer.catch(() => undefined);
    await this.#end(found, "discarded");
  }

  /** Tells the watcher what becomes of an import, beginning with what it is now. Gives the way to stop. */
  watch(id: string, watcher: (event: ImportEvent) => void): () => void {
    const found = this.#byId(id);
    found.watchers.add(watcher);
    watcher({ event: "state", data: { state: found.state } });
    if (found.progress) watcher({ event: "progress", data: found.progress });
    return () => found.watchers.delete(watcher);
  }

  /** Where the database of the import's last dry run lies; null where it is not this import, or nothing was built. */
  builtDatabase(id: string): string | null {
    if (this.#session?.id !== id || this.#session.state === "building" || !this.#session.dryRun?.files.length)
      return null;
    return join(this.#session.folder, "built", databaseName);
  }

  /** Throws away the import that runs or waits, as the server ends. */
  async close(): Promise<void> {
    if (this.#session && this.#session.state !== "publishing") await this.discard(this.#session.id);
  }

  #byId(id: string): Session {
    if (this.#session?.id === id) return this.#session;
    throw new Problem(404, "unknown-import", "There is no such import; it may have ended.", "id");
  }

  /** Does something with an import that waits, as the only thing that is done with it. Where that fails it waits again, to be
   * tried once more; what failed to be published has to be built again. */
  async #during<Answer>(
    id: string,
    state: ImportState,
    act: (found: Session) => Promise<Answer>,
  ): Promise<Answer> {
    const found = this.#byId(id);
    if (found.state !== "waiting" && found.state !== "ready")
      throw new Problem(409, "busy", "The import is at work. Wait until it is done, or cancel it.");
    this.#change(found, state);
    try {
      return await act(found);
    } catch (error) {
      if (found.isOver) throw cancelled();
      this.#change(found, "waiting");
      throw error;
    }
  }

  async #confirm(found: Session, { mapping, mappingName }: Confirmed): Promise<void> {
    const saved = !mapping && mappingName ? await savedMapping(this.#home, mappingName) : null;
    if (!mapping && mappingName && !saved)
      throw new Problem(404, "unknown-mapping", "There is no mapping of that name.", "mappingName");
    found.mapping = mapping ?? saved?.value ?? found.mapping;
    found.mappingName = mappingName;
  }

  #roleOf(found: Session, { roles }: Confirmed, { id }: UploadedFile): Role | null {
    const given = roles[id];
    return given === undefined ? (found.files.find((file) => file.id === id)?.role ?? null) : given;
  }

  /** Lets a child process do a task, telling watchers how far it is. */
  async #work<Schema extends z.ZodType>(
    found: Session,
    task: GivenTask,
    schema: Schema,
  ): Promise<z.output<Schema>> {
    if (found.isOver) throw cancelled();
    const running = startWorker(this.#worker, task, schema, (progress) => {
      found.progress = progress;
      tell(found, { event: "progress", data: progress });
    });
    found.running = running;
    try {
      return await running.answer;
    } finally {
      found.running = null;
      found.progress = null;
    }
  }

  #change(found: Session, state: ImportState): void {
    found.state = state;
    clearTimeout(found.expiry);
    if (state === "waiting" || state === "ready")
      found.expiry = setTimeout(() => this.discard(found.id).catch(() => undefined), this.#waitsFor).unref();
    tell(found, { event: "state", data: { state } });
  }

  async #end(found: Session, outcome: "published" | "discarded"): Promise<void> {
    found.isOver = true;
    clearTimeout(found.expiry);
    await rm(found.folder, { recursive: true, force: true });
    if (this.#session !== found) return;
    this.#session = null;
    found.lock.release();
    tell(found, { event: "end", data: { outcome } });
  }
}
