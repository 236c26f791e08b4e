import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { Busboy } from "@fastify/busboy";
import { Problem } from "../contract/problem.ts";

export type UploadedFile = { id: string; path: string };

const mostFiles = 50;

/** Streams the files of a multipart request into a private folder, each in a folder of its own under its own name. Throws a 413
 * where they are larger than allowed, and a 400 where the request holds no files. */
export async function receiveFiles(
  request: Request,
  folder: string,
  mostBytes: number,
  signal: AbortSignal,
): Promise<UploadedFile[]> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data;/i.test(type) || !request.body) throw noFiles();
  const busboy = new Busboy({ headers: { "content-type": type }, limits: { files: mostFiles, fields: 20 } });
  const files: UploadedFile[] = [];
  const streams: Readable[] = [];
  const writing: Promise<void>[] = [];
  busboy.on("file", (_, stream, name) => {
    const id = String(files.length + 1);
    const path = join(folder, id, safeName(name));
    files.push({ id, path });
    streams.push(stream);
    const written = mkdir(join(folder, id), { mode: 0o700 }).then(() =>
      pipeline(stream, createWriteStream(path, { flags: "wx", mode: 0o600 })),
    );
    written.catch((error) => busboy.destroy(error));
    writing.push(written);
  });
  let isTooMany = false;
  busboy.on("filesLimit", () => {
    isTooMany = true;
  });
  const body = Readable.fromWeb(request.body as ReadableStream);
  try {
    await pipeline(body, sizeCap(mostBytes), busboy, { signal });
    await Promise.all(writing);
  } catch (error) {
    for (const stream of streams) stream.destroy();
    await Promise.allSettled(writing);
    if (error instanceof Problem) throw error;
    throw new Problem(
      400,
      "broken-upload",
      "The upload broke off before it was whole. Send the files again.",
    );
  }
  if (isTooMany) throw new Problem(400, "too-many-files", `At most ${mostFiles} files can be sent at once.`);
  if (files.length === 0) throw noFiles();
  return files;
}

/** Passes on what may be uploaded. What is more is read to its end and thrown away, since an answer before that would not
 * reach a browser that is still sending. */
function sizeCap(mostBytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      if (bytes > mostBytes) done();
      else done(null, chunk);
    },
    flush(done) {
      done(bytes > mostBytes ? tooLarge(mostBytes) : null);
    },
  });
}

/** A name that can stand in a folder and in a message: no path, no control characters, not too long. */
function safeName(name: string): string {
  const plain = basename(name.replaceAll("\\", "/"))
    .replace(/[^\p{L}\p{N} ._()&+,'-]/gu, "_")
    .replace(/^\.+/, "")
    .slice(-100);
  return plain.trim() === "" ? "unnamed.csv" : plain;
}

function noFiles(): Problem {
  return new Problem(
    400,
    "no-files",
    "Send the cases and outcomes files as multipart/form-data, one part for each file.",
    "files",
  );
}

function tooLarge(mostBytes: number): Problem {
  return new Problem(
    413,
    "too-large",
    `The files are larger than the ${Math.floor(mostBytes / 2 ** 20).toLocaleString("en-GB")} MB that may be uploaded at once. Export fewer months or columns, or ask for a larger limit in the settings.`,
    "files",
  );
}
