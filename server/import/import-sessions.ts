import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
  type CurrentImport,
  type ImportChoices,
  type ImportResult,
  resultSchema,
  type ThrownAwayImport,
} from "../contract/imports.ts";
import { Problem } from "../contract/problem.ts";
import { readSettings } from "../settings/settings.ts";
import type { Home } from "../store/home.ts";
import { pointedTo } from "../store/pointer.ts";
import { databaseName } from "../store/publish.ts";
import { type Confirmed, type ImportEvent, OpenImport } from "./current-import.ts";
import { takeImportLock } from "./import-lock.ts";
import { cancelled, comparedWithAnother, importRunning } from "./import-problems.ts";
import type { Job } from "./job.ts";
import { refuseLacking } from "./lacking-input.ts";
import { listMappings, type SavedMapping } from "./mapping.ts";
import { recognisedSchema } from "./recognise/recognise-task.ts";
import { publishedSchema } from "./task.ts";
import { ThrownAway } from "./thrown-away.ts";
import { receiveFiles } from "./upload.ts";

const minute = 60 * 1000;

/** Imports over HTTP, one at a time: files are received, recognised, tried and published or thrown away. The import holds the home's
 * lock from its first byte to its end, and nothing of it is left behind but what was published. */
export class ImportSessions {
  private readonly home: Home;
  private readonly queries: string;
  private readonly worker: string;
  private readonly waitsFor: number;
  private readonly thrown: ThrownAway;
  private open: OpenImport | null = null;

  /** An import that waits for its analyst longer than `waitsFor` is erased: another may wait to begin. One that is thrown away is
   * kept for `keptFor`. Both are in milliseconds. */
  constructor(
    home: Home,
    queries: string,
    worker: string,
    { waitsFor = 12 * 60 * minute, keptFor = 10 * minute } = {},
  ) {
    this.home = home;
    this.queries = queries;
    this.worker = worker;
    this.waitsFor = waitsFor;
    this.thrown = new ThrownAway(home, keptFor);
  }

  current(): CurrentImport | null {
    return this.open?.shown() ?? null;
  }

  /** The imports that were thrown away and can be brought back. */
  thrownAway(): ThrownAwayImport[] {
    return this.thrown.list();
  }

  one(id: string): CurrentImport {
    return this.byId(id).shown();
  }

  /** Receives the files of a request and says what they seem to hold. Throws a 409 if an import runs or waits. */
  async receive(request: Request, by: string, at: Date): Promise<CurrentImport> {
    if (this.open) throw importRunning(this.open.by, this.open.startedAt);
    const lock = takeImportLock(this.home, by, at);
    const { waitsFor } = this;
    const expire = () => this.erase(started.id);
    const started: OpenImport = new OpenImport(this.home, lock, { by, at }, { waitsFor, expire });
    this.open = started;
    try {
      const folder = join(started.folder, "uploads");
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const { imports } = await readSettings(this.home);
      const mostBytes = imports.upload_limit_mb * 2 ** 20;
      started.uploads = await receiveFiles(request, folder, mostBytes, started.uploading.signal);
      started.change("waiting");
      const { mappings } = await listMappings(this.home);
      return await this.look(started.id, { roles: {}, mapping: null, mappingName: null }, mappings);
    } catch (error) {
      const wasCancelled = started.isOver;
      await this.end(started, "discarded");
      throw wasCancelled ? cancelled() : error;
    }
  }

  /** Looks at the files again with the roles and the mapping that the analyst has confirmed. */
  recognise(id: string, confirmed: Confirmed): Promise<CurrentImport> {
    return this.look(id, confirmed, []);
  }

  /** Builds everything and stops before publishing. A refused import can be tried again with another mapping or a reason. */
  async dryRun(
    id: string,
    confirmed: Confirmed,
    { at, ...asked }: Pick<Job, "asAt" | "begins" | "override" | "by"> & { at: Date },
  ): Promise<ImportResult> {
    const found = this.byId(id);
    return found.during("building", async () => {
      await found.confirm(confirmed);
      const files = found.filesByRole(confirmed);
      refuseLacking(files, [this.queries, this.home.folder]);
      found.against = await pointedTo(this.home);
      const job = {
        home: this.home.folder,
        queries: this.queries,
        files,
        ...asked,
        mapping: found.mapping,
        mappingName: found.mappingName,
        importedAt: at.toISOString(),
        dryRunIn: found.folder,
      };
      const result = await found.work(this.worker, { task: "import", job }, resultSchema);
      found.dryRun = result;
      found.change(result.ok ? "ready" : "waiting");
      return result;
    });
  }

  /** Publishes what the dry run built. Throws a 409 if there is no dry run to publish, or the figures that it was compared
   * with are no longer those that are served. */
  async publish(id: string, by: string, at: Date): Promise<NonNullable<ImportResult["snapshot"]>> {
    const found = this.byId(id);
    const { state, dryRun } = found;
    if (state !== "ready" || !dryRun?.snapshot)
      throw new Problem(409, "no-dry-run", "There is nothing to publish yet: make a dry run first.");
    await found.during("publishing", async () => {
      const built = join(found.folder, "built");
      const task = {
        task: "publish" as const,
        home: this.home.folder,
        built,
        against: found.against,
        by,
        at: at.toISOString(),
      };
      const { published } = await found.work(this.worker, task, publishedSchema);
      if (!published) throw comparedWithAnother();
      await this.end(found, "published");
    });
    return dryRun.snapshot;
  }

  /** Keeps what an analyst has chosen and typed so far, so that it is there after a reload. */
  keepChoices(id: string, choices: ImportChoices): void {
    this.byId(id).keepChoices(choices);
  }

  /** Cancels or throws away an import: its child process is killed, and the next import may begin. What was recognised is kept for a
   * while, so that it can be brought back. */
  async discard(id: string, by: string, at: Date): Promise<void> {
    const found = await this.stopped(id);
    if (found.files.length > 0) {
      found.stopWaiting();
      await this.thrown.keep(found, by, at);
    }
    await this.end(found, "discarded");
  }

  /** Brings back an import that was thrown away, with its files and its analyst's choices. Throws a 404 if it is not kept any more, a
   * 409 if another import runs. */
  async bringBack(id: string, at: Date): Promise<CurrentImport> {
    const found = this.thrown.one(id);
    if (this.open) throw importRunning(this.open.by, this.open.startedAt);
    const lock = takeImportLock(this.home, found.by, at);
    this.open = found;
    try {
      await this.thrown.bringBack(found);
      found.reopen(lock);
    } catch (error) {
      this.open = null;
      lock.release();
      throw error;
    }
    return found.shown();
  }

  /** Tells the watcher what becomes of an import, beginning with what it is now. Returns the function that stops it. */
  watch(id: string, watcher: (event: ImportEvent) => void): () => void {
    return this.byId(id).watch(watcher);
  }

  /** Where the database of the import's last dry run lies; null if it is not this import, or nothing was built. */
  builtDatabase(id: string): string | null {
    const { open } = this;
    if (open?.id !== id || open.state === "building" || !open.dryRun?.files.length) return null;
    return join(open.folder, "built", databaseName);
  }

  /** Erases the import that runs or waits and those that were thrown away, as the server ends. */
  async close(): Promise<void> {
    if (this.open && this.open.state !== "publishing") await this.erase(this.open.id);
    await this.thrown.eraseAll();
  }

  private async erase(id: string): Promise<void> {
    await this.end(await this.stopped(id), "discarded");
  }

  private async stopped(id: string): Promise<OpenImport> {
    const found = this.byId(id);
    if (found.state === "publishing")
      throw new Problem(409, "publishing", "The import is being published and cannot be cancelled any more.");
    await found.stop();
    return found;
  }

  private byId(id: string): OpenImport {
    if (this.open?.id === id) return this.open;
    throw new Problem(404, "unknown-import", "There is no such import; it may have ended.", "id");
  }

  /** Looks at the files, with one of the saved mappings if the files have its headers. */
  private async look(id: string, confirmed: Confirmed, saved: SavedMapping[]): Promise<CurrentImport> {
    const found = this.byId(id);
    return found.during("recognising", async () => {
      await found.confirm(confirmed);
      const spool = join(found.folder, "spool");
      await mkdir(spool, { recursive: true, mode: 0o700 });
      const files = found.uploads.map((file) => ({ ...file, role: confirmed.roles[file.id] ?? null }));
      const newestFirst = saved.toSorted((a, b) => b.saved.savedAt.localeCompare(a.saved.savedAt));
      const task = {
        task: "recognise" as const,
        queries: this.queries,
        home: this.home.folder,
        spool,
        files,
        mapping: found.mapping,
        saved: newestFirst.map(({ name, saved: { value } }) => ({ name, value })),
      };
      const recognised = await found.work(this.worker, task, recognisedSchema);
      found.files = recognised.files;
      const fitting = saved.find(({ name }) => name === recognised.fitting);
      if (fitting) found.apply(fitting);
      found.change("waiting");
      return found.shown();
    });
  }

  private async end(found: OpenImport, outcome: "published" | "discarded"): Promise<void> {
    await found.remove();
    if (this.open !== found) return;
    this.open = null;
    found.release(outcome);
  }
}
