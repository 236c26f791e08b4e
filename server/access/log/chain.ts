import { createHmac } from "node:crypto";
import { z } from "zod";

/** One line of the access log: who did what with people's data, when, as what, and over which rows. Never victim data. */
export const recordSchema = z.object({
  seq: z.number(),
  at: z.string(),
  action: z.enum([
    "collection",
    "alteration",
    "consultation",
    "disclosure",
    "combination",
    "erasure",
    "sign-in",
    "sign-out",
    "refused",
    "alert",
  ]),
  person: z.string(),
  name: z.string(),
  roles: z.array(z.string()),
  what: z.string(),
  filter: z.record(z.string(), z.array(z.string())).optional(),
  rows: z.number().optional(),
  /** Keyed hashes of the crimes' references: with the key one can ask who saw a crime, without it nothing. */
  refs: z.array(z.string()).optional(),
  snapshot: z.string().optional(),
  recipient: z.string().optional(),
});

export type LogRecord = z.infer<typeof recordSchema>;

/** What the first record is chained to. */
export const beginning = "0".repeat(64);

const macLength = 64;

/** The line of a record, chained by HMAC-SHA-256 to the line before it. */
export function lineOf(key: Buffer, before: string, record: LogRecord): { line: string; mac: string } {
  const body = JSON.stringify(record);
  const mac = macOf(key, before, body);
  return { line: `${body.slice(0, -1)},"mac":"${mac}"}\n`, mac };
}

/** A line taken apart: its record as text and as values, and its MAC; null where it is no whole line of a log. */
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

export function macOf(key: Buffer, before: string, body: string): string {
  return createHmac("sha256", key).update(`${before}\n${body}`).digest("hex");
}

export const headSchema = z.object({ seq: z.number(), mac: z.string(), proof: z.string() });

/** The record of where the log ends, kept apart from it, and not to be made without the key. */
export function headOf(key: Buffer, seq: number, mac: string): z.infer<typeof headSchema> {
  return { seq, mac, proof: createHmac("sha256", key).update(`head ${seq} ${mac}`).digest("hex") };
}
