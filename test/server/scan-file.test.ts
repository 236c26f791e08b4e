import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createTextNumbers } from "../../server/csv/dictionary.ts";
import { scanFile } from "../../server/csv/scan-file.ts";
import { spoolFile } from "../../server/csv/spool.ts";
import { createDatabase, select } from "../../server/engine/database.ts";
import { prepareBuild } from "../../server/import/build.ts";
import { serveRows, storeTexts } from "../../server/import/load.ts";
import { matchColumns } from "../../server/import/read/columns.ts";
import { readHeader } from "../../server/import/read/header.ts";
import { readVocabulary } from "../../server/import/recognise/vocabulary.ts";
import { storedColumns } from "../../server/model/input.ts";
import { inputOf, readModel } from "../../server/model/model.ts";
import { places } from "../../server/places.ts";

const model = readModel([places.queries]);
const cases = inputOf(model, "cases");
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "flight-deck-scan-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

test.each([
  ["line feeds", (line: string) => `${line}\n`],
  ["carriage returns and line feeds", (line: string) => `${line}\r\n`],
  ["blank lines between", (line: string) => `${line}\r\n\n`],
  ["carriage returns alone", (line: string) => `${line}\r`],
])(
  "a large file read in parts on threads gives the rows that it gives in one piece: %s",
  async (name, ended) => {
    const text = ["crime_ref,recorded_date,offence_code,district", ...lines()].map(ended).join("");
    const whole = await scanned(`${name}-whole`, text, Number.POSITIVE_INFINITY);
    const parts = await scanned(`${name}-parts`, text, 0);
    expect(whole.parts).toBe(1);
    if (name !== "carriage returns alone") expect(parts.parts).toBeGreaterThan(1);
    expect(whole.rows.length).toBeGreaterThan(2_500);
    expect(whole.broken.length).toBeGreaterThan(100);
    expect({ ...parts, parts: 1 }).toEqual(whole);
  },
);

test("a file with quotes is read in one piece, for a quoted field may hold a line feed", async () => {
  const text = ["crime_ref,recorded_date,offence_code,district", ...lines(), '"A\nB",01/10/2026,19C,North']
    .map((line) => `${line}\n`)
    .join("");
  const { parts, rows } = await scanned("quotes", text, 0);
  expect(parts).toBe(1);
  expect(rows.at(-1)?.crime_ref).toBe("A␊B");
});

test("a thread that cannot trust the file refuses it with the reason", async () => {
  const text = 'crime_ref,recorded_date,offence_code\n"A,01/10/2026,19C\nB,01/10/2026,19C\n';
  await expect(scanned("unclosed", text, 0)).rejects.toThrow("opens a quote on line 2 and never closes it");
});

/** Rows of a few dates and districts, every 20th of them with a field too many. */
function lines(): string[] {
  return Array.from({ length: 3_000 }, (_, index) => {
    const day = String((index % 28) + 1).padStart(2, "0");
    const district = ["North", "Ynys Môn", "", " South "][index % 4];
    return `R${index},${day}/10/2026,19C,${district}${index % 20 === 7 ? ",x" : ""}`;
  });
}

/** What a file gives: its rows as the engine reads them, in order of position, and what was broken. */
async function scanned(name: string, text: string, large: number) {
  const place = await mkdtemp(join(folder, "file-"));
  const source = join(place, `${name}.csv`);
  await writeFile(source, text);
  const spooled = await spoolFile(source, place);
  const header = await readHeader(spooled.path, name, cases, {});
  const deciding = { input: cases, mapping: {}, vocabulary: readVocabulary(places.queries) };
  const { columns } = matchColumns(header, [], deciding, name);
  const file = { spool: spooled.path, name, header };
  const textNumbers = createTextNumbers();
  const stored = storedColumns(cases);
  const task = { file, stored, columns, prefix: join(place, "rows"), textNumbers };
  const { rowFiles, texts, ...scan } = await scanFile(task, spooled, large);
  const instance = await createDatabase(":memory:");
  const connection = await instance.connect();
  try {
    await prepareBuild(connection, places.queries, model.inputs);
    await serveRows(connection, "cases", rowFiles);
    await storeTexts(connection, texts);
    const rows = await select(
      connection,
      `select position, crime_ref, byte_offset, byte_length, dates.raw as recorded, districts.raw as district
      from cases_rows
      inner join texts as dates on dates.text_no = recorded_date
      inner join texts as districts on districts.text_no = district
      order by position`,
      {},
      z.object({
        position: z.coerce.number(),
        crime_ref: z.string(),
        byte_offset: z.number(),
        byte_length: z.number(),
        recorded: z.string().nullable(),
        district: z.string().nullable(),
      }),
    );
    return { ...scan, parts: rowFiles.length, rows };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
