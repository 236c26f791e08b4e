import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where the access log lies: the log, the record of its end, and its key, which best lie on different disks. */
export type LogFiles = { log: string; head: string; key: string };

/** The places of the log in the home, or where the environment says (`ACCESS_LOG_HEAD`, `ACCESS_LOG_KEY`). */
export function logFiles(homeFolder: string, environment: NodeJS.ProcessEnv): LogFiles {
  const folder = join(homeFolder, "access");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    log: join(folder, "access.jsonl"),
    head: environment.ACCESS_LOG_HEAD || join(folder, "head.json"),
    key: environment.ACCESS_LOG_KEY || join(folder, "key"),
  };
}

/** The key of the log, made at random where there is no log yet. Throws where a log has lost its key. */
export function readKey({ key, log }: LogFiles): Buffer {
  if (!existsSync(key)) {
    if (existsSync(log))
      throw new Error(`The access log has lost its key (${key}). Restore it from the backup.`);
    writeFileSync(key, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600, flag: "wx" });
  }
  const bytes = Buffer.from(readFileSync(key, "utf8").trim(), "hex");
  if (bytes.length < 32)
    throw new Error(`The key of the access log (${key}) is not one of 32 bytes in hexadecimal.`);
  return bytes;
}
