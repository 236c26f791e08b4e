import { open, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Header } from "../read/header.ts";
import { scanRecords } from "../read/records.ts";
import { Refusal } from "../read/refusal.ts";

const sampleBytes = 1 << 20;
const sampleRows = 1000;
const longestValue = 120;

/** The values under each header in the first rows of a spooled file. */
export async function readSample(spool: string, header: Header, folder: string): Promise<string[][]> {
  const start = join(folder, "sample");
  const file = await open(spool, "r");
  try {
    const size = header.offset + sampleBytes;
    const { bytesRead, buffer } = await file.read(Buffer.alloc(size), 0, size, 0);
    await writeFile(start, buffer.subarray(0, bytesRead), { mode: 0o600 });
  } finally {
    await file.close();
  }
  const rowsPath = join(folder, "sample.rows");
  const wanted = header.fields.map(() => true);
  try {
    await scanRecords(start, rowsPath, header, wanted, "");
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  const lines = (await readFile(rowsPath, "utf8")).split("\n").slice(0, sampleRows).filter(Boolean);
  const rows = lines.map((line) => line.split("\x1f"));
  return header.fields.map((_, place) => rows.map((row) => (row[place] ?? "").slice(0, longestValue)));
}
