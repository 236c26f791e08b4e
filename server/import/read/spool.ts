import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { type FileHandle, open, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { refuseForeignFormat } from "./foreign-formats.ts";
import { Refusal } from "./refusal.ts";
import { transcodeByLines, unreadable } from "./windows-1252.ts";

export type Spooled = {
  name: string;
  /** SHA-256 of the file as it was given, in hex. */
  sha256: string;
  /** The private copy: UTF-8 without a byte-order mark. */
  path: string;
  encoding: "utf-8" | "utf-16" | "windows-1252" | "utf-8 with windows-1252";
  /** Lines that held Windows-1252 letters in a file that says UTF-8. */
  mixed: { count: number; firstLine: number };
};

const chunkSize = 1 << 20;
const largestFile = 4 * 2 ** 30;

/** Copies a file into the private folder as UTF-8, hashing what was given. Refuses what is not there, not a CSV, empty, too
 * large, or changed while it was read. */
export async function spoolFile(source: string, folder: string): Promise<Spooled> {
  const name = basename(source);
  const input = await openSource(source, name);
  try {
    const before = await input.stat();
    if (before.isDirectory()) throw new Refusal(`${name} is a folder. Name the CSV file in it.`);
    if (before.size > largestFile)
      throw new Refusal(`${name} is larger than 4 GB. Export fewer months or columns.`);
    const path = join(folder, `${name}.spool`);
    const copied = await copyAndHash(input, path, name);
    const after = await stat(source);
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
      throw new Refusal(
        `${name} changed while it was read. Wait until the export has finished, then import it again.`,
      );
    }
    return { name, ...copied };
  } finally {
    await input.close();
  }
}

async function openSource(source: string, name: string): Promise<FileHandle> {
  try {
    return await open(source, "r");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ENOENT")
      throw new Refusal(`${name} was not found. Check the folder and the spelling of its name.`);
    if (code === "EACCES" || code === "EPERM")
      throw new Refusal(`${name} may not be read. Ask its owner for permission.`);
    throw new Refusal(`${name} could not be opened. Check that it is a file on this machine.`);
  }
}

async function copyAndHash(input: FileHandle, path: string, name: string): Promise<Omit<Spooled, "name">> {
  const hash = createHash("sha256");
  const output = await open(path, "wx", 0o600);
  const decode = {
    decoder: null as TextDecoder | null,
    hasMark: false,
    isValid: true,
    carry: Buffer.alloc(0),
  };
  let isBlank = true;
  try {
    for (let position = 0; ; ) {
      const { bytesRead, buffer } = await input.read(Buffer.allocUnsafe(chunkSize), 0, chunkSize, position);
      if (bytesRead === 0) break;
      let chunk: Buffer = buffer.subarray(0, bytesRead);
      hash.update(chunk);
      if (position === 0) {
        refuseForeignFormat(chunk, name);
        decode.decoder = utf16Decoder(chunk);
        decode.hasMark = chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
        if (decode.hasMark) chunk = chunk.subarray(3);
      }
      position += bytesRead;
      if (decode.decoder) chunk = decodeUtf16(decode.decoder, chunk, true, name);
      else checkUtf8(decode, chunk);
      if (!decode.decoder && chunk.includes(0)) {
        throw new Refusal(
          `${name} is not a text file, or is UTF-16 without its mark. Save it as “CSV UTF-8”.`,
        );
      }
      isBlank = isBlank && chunk.toString("latin1").trim() === "";
      await output.write(chunk);
    }
    if (decode.decoder) await output.write(decodeUtf16(decode.decoder, Buffer.alloc(0), false, name));
  } finally {
    await output.close();
  }
  if (isBlank) throw new Refusal(`${name} is empty. Export it again with its header and rows.`);
  const isUtf8File = decode.isValid && decode.carry.length === 0;
  const sha256 = hash.digest("hex");
  const none = { count: 0, firstLine: 0 };
  if (decode.decoder) return { path, sha256, encoding: "utf-16", mixed: none };
  if (isUtf8File) return { path, sha256, encoding: "utf-8", mixed: none };
  const mixed = await transcodeByLines(path, `${path}.utf8`, decode.hasMark);
  const encoding = decode.hasMark ? "utf-8 with windows-1252" : "windows-1252";
  return { path: `${path}.utf8`, sha256, encoding, mixed: decode.hasMark ? mixed : none };
}

function utf16Decoder(start: Buffer): TextDecoder | null {
  if (start[0] === 0xff && start[1] === 0xfe) return new TextDecoder("utf-16le", { fatal: true });
  if (start[0] === 0xfe && start[1] === 0xff) return new TextDecoder("utf-16be", { fatal: true });
  return null;
}

function decodeUtf16(decoder: TextDecoder, chunk: Buffer, stream: boolean, name: string): Buffer {
  try {
    return Buffer.from(decoder.decode(chunk, { stream }).replaceAll("\0", unreadable));
  } catch {
    throw new Refusal(
      `${name} says that it is UTF-16 and is damaged. Export it again, or save it as “CSV UTF-8”.`,
    );
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
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? text.length - back : text.length;
    }
  }
  return text.length;
}
