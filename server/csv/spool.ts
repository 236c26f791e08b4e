import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { constants, type Stats } from "node:fs";
import { chmod, copyFile, open, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { chunksOf } from "./chunks.ts";
import { refuseForeignFormat } from "./foreign-formats.ts";
import { Refusal } from "./refusal.ts";
import { transcodeByLines, unreadable } from "./windows-1252.ts";

export type Spooled = {
  name: string;
  /** SHA-256 of the file as it was given, in hex. */
  sha256: string;
  /** The private copy, in UTF-8. */
  path: string;
  encoding: "utf-8" | "utf-16" | "windows-1252" | "utf-8 with windows-1252";
  /** Lines that held Windows-1252 letters in a file that says UTF-8. */
  mixed: { count: number; firstLine: number };
  bytes: number;
  hasQuotes: boolean;
};

const utf8Mark = Buffer.from([0xef, 0xbb, 0xbf]);
const chunkSize = 1 << 20;
const largestFile = 4 * 2 ** 30;

/** Copies a file into the private folder, as UTF-8, and hashes what was given. Refuses what is not there, not a CSV, empty, too
 * large, or changed while it was copied. */
export async function spoolFile(source: string, folder: string): Promise<Spooled> {
  const name = basename(source);
  const path = join(folder, `${name}.spool`);
  const before = await statSource(source, name);
  if (before.isDirectory()) throw new Refusal(`${name} is a folder. Name the CSV file in it.`);
  if (before.size > largestFile)
    throw new Refusal(`${name} is larger than 4 GB. Export fewer months or columns.`);
  await copyFile(source, path, constants.COPYFILE_EXCL);
  await chmod(path, 0o600);
  const after = await stat(source);
  if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
    throw new Refusal(
      `${name} changed while it was read. Wait until the export has finished, then import it again.`,
    );
  }
  return { name, bytes: before.size, ...(await readEncoding(path, name)) };
}

async function statSource(source: string, name: string): Promise<Stats> {
  try {
    const input = await open(source, "r");
    const stats = await input.stat();
    await input.close();
    return stats;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ENOENT")
      throw new Refusal(`${name} was not found. Check the folder and the spelling of its name.`);
    if (code === "EACCES" || code === "EPERM")
      throw new Refusal(`${name} may not be read. Ask its owner for permission.`);
    throw new Refusal(`${name} could not be opened. Check that it is a file on this machine.`);
  }
}

/** Hashes the copy and finds its encoding. If that is not UTF-8, writes a second copy that is. */
async function readEncoding(path: string, name: string): Promise<Omit<Spooled, "name" | "bytes">> {
  const hash = createHash("sha256");
  const none = { count: 0, firstLine: 0 };
  const utf8 = { isValid: true, carry: Buffer.alloc(0) };
  let encoding: "utf-8" | "utf-16le" | "utf-16be" | null = null;
  let hasMark = false;
  let hasZero = false;
  let hasQuotes = false;
  let isBlank = true;
  const input = await open(path, "r");
  try {
    for await (const chunk of chunksOf(input, chunkSize)) {
      hash.update(chunk);
      if (encoding === null) {
        refuseForeignFormat(chunk, name);
        encoding = encodingOf(chunk);
        hasMark = chunk.subarray(0, 3).equals(utf8Mark);
      }
      hasZero ||= chunk.includes(0);
      hasQuotes ||= chunk.includes('"');
      isBlank &&= /^[\s\0\xef\xbb\xbf\xfe\xff]*$/.test(chunk.toString("latin1"));
      if (encoding === "utf-8") checkUtf8(utf8, chunk);
    }
  } finally {
    await input.close();
  }
  if (isBlank) throw new Refusal(`${name} is empty. Export it again with its header and rows.`);
  const sha256 = hash.digest("hex");
  if (encoding !== "utf-8" && encoding !== null) {
    await transcodeUtf16(path, `${path}.utf8`, encoding, name);
    return { path: `${path}.utf8`, sha256, encoding: "utf-16", mixed: none, hasQuotes: true };
  }
  if (hasZero)
    throw new Refusal(`${name} is not a text file, or is UTF-16 without its mark. Save it as “CSV UTF-8”.`);
  if (utf8.isValid && utf8.carry.length === 0)
    return { path, sha256, encoding: "utf-8", mixed: none, hasQuotes };
  const mixed = await transcodeByLines(path, `${path}.utf8`, hasMark);
  return {
    path: `${path}.utf8`,
    sha256,
    encoding: hasMark ? "utf-8 with windows-1252" : "windows-1252",
    mixed: hasMark ? mixed : none,
    hasQuotes,
  };
}

function encodingOf(start: Buffer): "utf-8" | "utf-16le" | "utf-16be" {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  return "utf-8";
}

async function transcodeUtf16(
  from: string,
  to: string,
  encoding: "utf-16le" | "utf-16be",
  name: string,
): Promise<void> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const input = await open(from, "r");
  const output = await open(to, "wx", 0o600);
  try {
    for await (const chunk of chunksOf(input, chunkSize)) await output.write(decoded(chunk, true));
    await output.write(decoded(Buffer.alloc(0), false));
  } finally {
    await input.close();
    await output.close();
  }

  function decoded(chunk: Buffer, stream: boolean): string {
    try {
      return decoder.decode(chunk, { stream }).replaceAll("\0", unreadable);
    } catch {
      throw new Refusal(
        `${name} says that it is UTF-16 and is damaged. Export it again, or save it as “CSV UTF-8”.`,
      );
    }
  }
}

/** Checks a chunk with what was left of the one before, keeping back a letter that the chunk's end cuts in two. */
function checkUtf8(state: { isValid: boolean; carry: Buffer }, chunk: Buffer): void {
  if (!state.isValid) return;
  const text = state.carry.length > 0 ? Buffer.concat([state.carry, chunk]) : chunk;
  const end = wholeLetters(text);
  state.isValid = isUtf8(text.subarray(0, end));
  state.carry = Buffer.from(text.subarray(end));
}

/** Where the last whole UTF-8 letter ends. */
function wholeLetters(text: Buffer): number {
  for (let back = 1; back <= Math.min(3, text.length); back += 1) {
    const byte = text[text.length - back] ?? 0;
    if (byte < 0x80) return text.length;
    if (byte >= 0xc0) return bytesOfLetter(byte) > back ? text.length - back : text.length;
  }
  return text.length;
}

/** How many bytes the UTF-8 letter has that begins with this one. */
function bytesOfLetter(first: number): number {
  if (first >= 0xf0) return 4;
  return first >= 0xe0 ? 3 : 2;
}
