import { parentPort, workerData } from "node:worker_threads";
import { Refusal } from "./refusal.ts";
import { type PartTask, type ScannedPart, scanPart } from "./scan-part.ts";

/** What a thread sends back: what it read, or why the file is refused. */
export type ThreadAnswer = { scanned: ScannedPart } | { refusal: string };

/** A thread that reads one part of a file, and ends. */
parentPort?.postMessage(await read(workerData as PartTask));

async function read(task: PartTask): Promise<ThreadAnswer> {
  try {
    return { scanned: await scanPart(task) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refusal: error.message };
  }
}
