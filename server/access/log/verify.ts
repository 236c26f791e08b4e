import { createReadStream, existsSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import type { LogRecord } from "../../contract/audit.ts";
import { beginning, headOf, headSchema, macOf, readLine } from "./chain.ts";
import type { LogFiles } from "./files.ts";

type Fault = { line: number; fault: string };

/** A record by its number, and the code that chains it to those before it. */
type Link = { seq: number; mac: string };

export type Reading = { records: LogRecord[]; faults: Fault[]; last: Link };

/** Reads the whole log and reports each fault: lines that were edited, deleted, inserted, moved or torn, and an end that was cut
 * off. */
export async function readLog(files: LogFiles, key: Buffer): Promise<Reading> {
  const records: LogRecord[] = [];
  const faults: Fault[] = [];
  let last: Link = { seq: 0, mac: beginning };
  let number = 0;
  if (existsSync(files.log)) {
    for await (const text of createInterface({ input: createReadStream(files.log), crlfDelay: 0 })) {
      number++;
      const line = readLine(text);
      if (!line) {
        faults.push({ line: number, fault: "this line is torn or not one of the log's" });
        continue;
      }
      const fault = lineFault(key, last, line);
      if (fault) faults.push({ line: number, fault });
      records.push(line.record);
      if (line.record.seq > last.seq) last = { seq: line.record.seq, mac: line.mac };
    }
  }
  const end = headFault(files, key, last);
  if (end) faults.push({ line: number + 1, fault: end });
  return { records, faults, last };
}

/** Finds what is wrong with a line that comes after another one; null if it is as it was written. */
function lineFault(
  key: Buffer,
  last: Link,
  { record: { seq }, body, mac }: NonNullable<ReturnType<typeof readLine>>,
): string | null {
  if (seq <= last.seq) return `record ${seq} stands after record ${last.seq}`;
  if (seq > last.seq + 1) return `the records ${last.seq + 1} to ${seq - 1} are missing before this one`;
  return macOf(key, last.mac, body) === mac ? null : `record ${seq} is not as it was written`;
}

/** Reads the log's end from the head file; null if there is none or it was not made with the key. */
export function readHead(files: LogFiles, key: Buffer): Link | null {
  if (!existsSync(files.head)) return null;
  try {
    const head = headSchema.parse(JSON.parse(readFileSync(files.head, "utf8")));
    return headOf(key, head.seq, head.mac).proof === head.proof ? head : null;
  } catch {
    return null;
  }
}

/** Finds a fault in the log's end. After a crash the log may be one record ahead of the head file. If it is behind, its end was cut
 * off. */
function headFault(files: LogFiles, key: Buffer, last: Link): string | null {
  const head = readHead(files, key);
  if (!head)
    return last.seq === 0 && !existsSync(files.head)
      ? null
      : "the record of the log's end is missing or not genuine";
  if (head.seq > last.seq)
    return `the end is cut off: the log ends at record ${last.seq}, and ${head.seq} were written`;
  if (head.seq === last.seq && head.mac !== last.mac)
    return `record ${head.seq} is not the one that was written`;
  return null;
}
