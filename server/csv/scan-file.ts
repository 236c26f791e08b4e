import { open } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { places } from "../places.ts";
import { lineFeed } from "./bytes.ts";
import type { NumberedText } from "./dictionary.ts";
import { allRecords, type Range } from "./ranges.ts";
import { Refusal } from "./refusal.ts";
import { type PartTask, type ScannedPart, scanPart } from "./scan-part.ts";
import type { ThreadAnswer } from "./scan-thread.ts";
import type { Scan } from "./scanner.ts";

/** Row files, how many rows they hold, and how many lines stand before those that the rows name. */
export type RowFiles = { paths: string[]; count: number; linesBefore: number };

export type ScannedFile = Scan & { rowFiles: RowFiles[]; texts: NumberedText[] };

/** A file of at least so many bytes is read on threads, so that its parts are read at the same time. */
const largeFile = 16 << 20;
const longestLine = 1 << 20;

/** Reads a spooled file strictly into row files. A large file without quotes is read in parts, because every line feed in it ends a
 * record. Throws a Refusal if the file cannot be trusted. */
export async function scanFile(
  task: Omit<PartTask, "range">,
  { bytes, hasQuotes }: { bytes: number; hasQuotes: boolean },
  large = largeFile,
): Promise<ScannedFile> {
  const whole = allRecords(task.file.header);
  if (bytes < large) return joined([await scanPart({ ...task, range: whole })]);
  const ranges = hasQuotes ? [whole] : await split(task.file.spool, whole, bytes);
  const parts = await Promise.all(
    ranges.map((range, index) => onThread({ ...task, range, prefix: `${task.prefix}-part-${index + 1}` })),
  );
  return joined(parts);
}

/** Parts of about the same size, each of which begins after a line feed; all but the first count lines from 0. */
async function split(spool: string, whole: Range, bytes: number): Promise<Range[]> {
  const parts = Math.min(4, availableParallelism());
  const file = await open(spool, "r");
  const ends: number[] = [];
  for (let part = 1; part < parts; part += 1) {
    const from = whole.from + Math.floor(((bytes - whole.from) * part) / parts);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(longestLine), 0, longestLine, from);
    const end = buffer.subarray(0, bytesRead).indexOf(lineFeed);
    if (end >= 0) ends.push(from + end + 1);
  }
  await file.close();
  return [whole.from, ...ends].map((from, index) => ({
    from,
    line: index === 0 ? whole.line : 0,
    to: ends[index] ?? whole.to,
  }));
}

async function onThread(task: PartTask): Promise<ScannedPart> {
  const thread = new Worker(places.scanThread, { workerData: task });
  const answer = await new Promise<ThreadAnswer>((resolve, reject) => {
    thread.once("message", resolve);
    thread.once("error", reject);
    thread.once("exit", () => reject(new Error("A thread that read a file ended without an answer.")));
  });
  if ("refusal" in answer) throw new Refusal(answer.refusal);
  return answer.scanned;
}

function joined(parts: ScannedPart[]): ScannedFile {
  const file: ScannedFile = { read: 0, blank: 0, lines: 0, broken: [], rowFiles: [], texts: [] };
  for (const { read, blank, lines, broken, paths, count, texts } of parts) {
    const linesBefore = file.lines;
    file.rowFiles.push({ paths, count, linesBefore });
    file.broken.push(...broken.map((record) => ({ ...record, line: linesBefore + record.line })));
    file.texts = file.texts.concat(texts);
    file.read += read;
    file.blank += blank;
    file.lines += lines;
  }
  return file;
}
