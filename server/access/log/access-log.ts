import { createHmac } from "node:crypto";
import { type FileHandle, open, readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { LogRecord } from "../../contract/audit.ts";
import { type Problem, tryAgainLater } from "../../contract/problem.ts";
import { writeWhole } from "../../store/durable-files.ts";
import { withLock } from "../../store/process-lock.ts";
import { localPerson, type Person } from "../person.ts";
import { headOf, lineOf } from "./chain.ts";
import { type LogFiles, logFiles, readKey } from "./files.ts";
import { type Reading, readHead, readLog } from "./verify.ts";

export type Entry = Omit<LogRecord, "seq" | "at" | "person" | "name" | "roles"> & { person: Person };

export type AccessLog = {
  /** Writes an entry to the disk before it returns. Throws a 503 if it cannot. */
  append: (entry: Entry) => Promise<void>;
  /** Writes that a person looked at so many rows of lists, of whatever unit. Above the limit of a day it writes an alert instead and throws a 429. */
  consult: (entry: Entry & { rows: number }, mostInADay: number) => Promise<void>;
  /** The hash by which the log names a reference. */
  hashOf: (crimeRef: string) => string;
  /** The whole log, checked. */
  read: () => Promise<Reading>;
  close: () => Promise<void>;
};

/** How long an entry waits while another process writes to the log. */
const patienceMs = 5000;

/** Opens the log for appending. A server and a command beside it write in turn. If the log's end is missing, the next entry follows
 * the end that the head file keeps, so that the gap stays visible. */
export async function openAccessLog(files: LogFiles, now: () => Date): Promise<AccessLog> {
  const log = new FileLog(files, await readKey(files), now);
  await log.catchUp();
  return log;
}

class FileLog implements AccessLog {
  private readonly files: LogFiles;
  private readonly key: Buffer;
  private readonly now: () => Date;
  /** How many rows of lists each person has looked at today. */
  private readonly consulted = new Map<string, number>();
  private end = { seq: 0, mac: "" };
  private isTorn = false;
  /** How long the log was when it was last read or written; -1 if it must be read again. */
  private bytes = -1;
  private handle: FileHandle | null = null;
  private turn: Promise<void> = Promise.resolve();

  constructor(files: LogFiles, key: Buffer, now: () => Date) {
    this.files = files;
    this.key = key;
    this.now = now;
  }

  append(entry: Entry): Promise<void> {
    return this.inTurn(() => this.write(() => this.add(entry)));
  }

  consult(entry: Entry & { rows: number }, mostInADay: number): Promise<void> {
    return this.inTurn(async () => {
      const { person, what, rows } = entry;
      const before = await this.write(async () => {
        const today = this.consulted.get(this.todayOf(person.id)) ?? 0;
        const alert = { what: `${what}: more than ${mostInADay} rows of lists in a day`, person, rows };
        await this.add(today + rows <= mostInADay ? entry : { action: "alert", ...alert });
        return today;
      });
      if (before + rows > mostInADay) throw tooManyRows(before, mostInADay);
    });
  }

  hashOf(crimeRef: string): string {
    return createHmac("sha256", this.key).update(`ref ${crimeRef}`).digest("hex").slice(0, 24);
  }

  read(): Promise<Reading> {
    return this.inTurn(() => readLog(this.files, this.key));
  }

  close(): Promise<void> {
    return this.inTurn(async () => this.handle?.close());
  }

  /** Reads what other processes have written. */
  async catchUp(): Promise<void> {
    const { log } = this.files;
    const { size } = await stat(log).catch(unlessMissing({ size: 0 }));
    if (size === this.bytes) return;
    const { records, last } = await readLog(this.files, this.key);
    const head = readHead(this.files, this.key);
    this.end = head && head.seq > last.seq ? head : last;
    this.isTorn = await endsTorn(log);
    this.bytes = size;
    this.consulted.clear();
    for (const record of records) this.count(record);
  }

  private inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const done = this.turn.then(work);
    this.turn = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  /** Locks the log, reads what other processes have written, and then does the work. */
  private async write<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const place = { folder: dirname(this.files.log), name: "lock" };
    try {
      return await withLock(place, patienceMs, async () => {
        await this.catchUp();
        return work();
      });
    } catch (error) {
      await this.handle?.close().catch(() => undefined);
      this.handle = null;
      this.bytes = -1;
      throw notWritten(error);
    }
  }

  private async add({ person, ...entry }: Entry): Promise<void> {
    const record: LogRecord = {
      seq: this.end.seq + 1,
      at: this.now().toISOString(),
      ...entry,
      person: person.id,
      name: person.name,
      roles: person.roles,
    };
    const { line, mac } = lineOf(this.key, this.end.mac, record);
    const written = `${this.isTorn ? "\n" : ""}${line}`;
    this.handle ??= await open(this.files.log, "a", 0o600);
    this.isTorn = true;
    await this.appendWhole(this.handle, written);
    this.isTorn = false;
    this.bytes += Buffer.byteLength(written);
    this.end = { seq: record.seq, mac };
    const head = JSON.stringify(headOf(this.key, record.seq, mac));
    await writeWhole(this.files.head, head, { mayReplace: true });
    this.count(record);
  }

  /** Appends to the log, or leaves the log as it was, so that a full disk leaves no torn line. */
  private async appendWhole(log: FileHandle, text: string): Promise<void> {
    try {
      await log.appendFile(text);
      await log.datasync();
    } catch (error) {
      await log.truncate(this.bytes).catch(() => undefined);
      throw error;
    }
  }

  private count({ action, at, person, rows = 0 }: LogRecord): void {
    if (action !== "consultation" || at.slice(0, 10) !== this.day()) return;
    const key = this.todayOf(person);
    this.consulted.set(key, (this.consulted.get(key) ?? 0) + rows);
  }

  private todayOf(person: string): string {
    return `${this.day()} ${person}`;
  }

  private day(): string {
    return this.now().toISOString().slice(0, 10);
  }
}

function tooManyRows(before: number, mostInADay: number): Problem {
  return tryAgainLater(
    429,
    "too-many-rows",
    `You have looked at ${before} rows of lists today, and ${mostInADay} are allowed. Ask an administrator if your work needs more.`,
    3600,
  );
}

function notWritten(cause: unknown): Problem {
  return tryAgainLater(
    503,
    "no-access-log",
    "The access log cannot be written, and nothing is shown that it would not record. Tell your IT team.",
    60,
    cause,
  );
}

/** Records what a command does with people's data; a server may run at the same time. Throws if it cannot. */
export async function recordCommand(homeFolder: string, entry: Omit<Entry, "person">): Promise<void> {
  const log = await openAccessLog(logFiles(homeFolder, process.env), () => new Date());
  try {
    await log.append({ ...entry, person: localPerson() });
  } finally {
    await log.close();
  }
}

async function endsTorn(path: string): Promise<boolean> {
  const text = await readFile(path).catch(unlessMissing(Buffer.alloc(0)));
  return text.length > 0 && text.at(-1) !== 0x0a;
}

/** Replaces a file that does not exist. Any other error is thrown: a log that cannot be read is not an empty log. */
function unlessMissing<Instead>(instead: Instead): (error: NodeJS.ErrnoException) => Instead {
  return (error) => {
    if (error.code === "ENOENT") return instead;
    throw error;
  };
}
