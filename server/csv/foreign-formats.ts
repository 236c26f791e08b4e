import { Refusal } from "./refusal.ts";

const saveAsCsv = "Open it there and save it as “CSV UTF-8”, then import that file.";

const signatures: { bytes: number[]; says: string }[] = [
  { bytes: [0x50, 0x4b, 3, 4], says: `is an Excel workbook or a zip file, not a CSV. ${saveAsCsv}` },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], says: `is an old Excel workbook, not a CSV. ${saveAsCsv}` },
  { bytes: [0x25, 0x50, 0x44, 0x46], says: "is a PDF, not a CSV. Export the rows themselves as CSV." },
  { bytes: [0x1f, 0x8b], says: "is compressed (gzip), not a CSV. Unpack it first." },
  { bytes: [0x50, 0x41, 0x52, 0x31], says: "is a Parquet file, not a CSV. Export the rows as CSV." },
];

/** Refuses a file whose beginning shows that it is no CSV. */
export function refuseForeignFormat(start: Buffer, name: string): void {
  const found = signatures.find(({ bytes }) => bytes.every((byte, index) => start[index] === byte));
  if (found) throw new Refusal(`${name} ${found.says}`);
  const text = start
    .subarray(0, 1024)
    .toString("latin1")
    .replace(/^\xef\xbb\xbf/, "")
    .trimStart()
    .toLowerCase();
  if (/^<(!doctype|html|head|body|table|\?xml|script)/.test(text)) {
    throw new Refusal(
      `${name} is a web page (HTML), not a CSV: perhaps a sign-in page was saved. Export it again as CSV.`,
    );
  }
}
