import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../../store/durable-files.ts";

/** The files of the access log: the log, the head file with its end, and its key. They are safest on different disks. */
export type LogFiles = { log: string; head: string; key: string };

/** The paths of the log's files: in the home, unless `ACCESS_LOG_HEAD` and `ACCESS_LOG_KEY` name others. */
export function logFiles(homeFolder: string, environment: NodeJS.ProcessEnv): LogFiles {
  const folder = join(homeFolder, "access");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    log: join(folder, "access.jsonl"),
    head: environment.ACCESS_LOG_HEAD || join(folder, "head.json"),
    key: environment.ACCESS_LOG_KEY || join(folder, "key"),
  };
}

/** Reads the key of the log, or makes a random one if there is no log yet. Throws if a log has lost its key. */
export async function readKey({ key, log }: LogFiles): Promise<Buffer> {
  const isBegun = existsSync(log);
  if (!existsSync(key)) {
    if (isBegun) throw new Error(`The access log has lost its key (${key}). Restore it from the backup.`);
    await makeKey(key);
  }
  const bytes = Buffer.from(readFileSync(key, "utf8").trim(), "hex");
  if (bytes.length < 32)
    throw new Error(`The key of the access log (${key}) is not one of 32 bytes in hexadecimal.`);
  return bytes;
}

/** Makes the key, whole from the moment that it is there. If another process makes it at the same time, the first one stays. */
async function makeKey(key: string): Promise<void> {
  try {
    await writeWhole(key, `${randomBytes(32).toString("hex")}\n`, { mayReplace: false });
  } catch (error) {
    if (!existsSync(key)) throw error;
  }
}
