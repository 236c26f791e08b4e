import { createHmac } from "node:crypto";
import { z } from "zod";
import { type LogRecord, recordSchema } from "../../contract/audit.ts";

/** The MAC to which the first record is chained. */
export const beginning = "0".repeat(64);

const macLength = 64;

/** The line of a record, chained by HMAC-SHA-256 to the line before it. */
export function lineOf(key: Buffer, before: string, record: LogRecord): { line: string; mac: string } {
  const body = JSON.stringify(record);
  const mac = macOf(key, before, body);
  return { line: `${body.slice(0, -1)},"mac":"${mac}"}\n`, mac };
}

/** Reads the record of a line, as text and as values, and its MAC; null if it is not a whole line of a log. */
export function readLine(line: string): { body: string; mac: string; record: LogRecord } | null {
  const tail = /^(\{.+),"mac":"([0-9a-f]{64})"\}$/.exec(line);
  if (!tail?.[1] || tail[2]?.length !== macLength) return null;
  const body = `${tail[1]}}`;
  try {
    const parsed = recordSchema.safeParse(JSON.parse(body));
    return parsed.success ? { body, mac: tail[2], record: parsed.data } : null;
  } catch {
    return null;
  }
}

/** Works out the MAC of a line, HMAC-SHA-256 over the MAC before it and the line's own text. */
export function macOf(key: Buffer, before: string, body: string): string {
  return createHmac("sha256", key).update(`${before}\n${body}`).digest("hex");
}

export const headSchema = z.object({ seq: z.number(), mac: z.string(), proof: z.string() });

/** The end of the log for the head file. Its proof cannot be made without the key. */
export function headOf(key: Buffer, seq: number, mac: string): z.infer<typeof headSchema> {
  return { seq, mac, proof: createHmac("sha256", key).update(`head ${seq} ${mac}`).digest("hex") };
}
