import { open, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createDictionary, createTextNumbers } from "../../csv/dictionary.ts";
import type { Header } from "../../csv/ranges.ts";
import { allRecords } from "../../csv/ranges.ts";
import { scanRecords } from "../../csv/records.ts";
import { Refusal } from "../../csv/refusal.ts";
import { textsOf } from "../../csv/row-columns.ts";

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
  const values: string[][] = header.fields.map(() => []);
  const held = header.fields.map(() => "text" as const);
  try {
    const file = { spool: start, name: "", header };
    await scanRecords(
      file,
      allRecords(header),
      held,
      createDictionary(createTextNumbers()),
      async ({ fields }) => {
        for (const [place, found] of values.entries()) {
          const column = fields[place];
          if (column?.type === "text")
            found.push(...textsOf(column.values).slice(0, sampleRows - found.length));
        }
      },
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  return values.map((found) => found.map((value) => value.slice(0, longestValue)));
}
