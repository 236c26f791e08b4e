import type { FileHandle } from "node:fs/promises";

/** Reads the bytes of a file between two places, chunk by chunk. It reads the next chunk while one is used. */
export async function* chunksOf(
  input: FileHandle,
  size: number,
  from = 0,
  to = Number.POSITIVE_INFINITY,
): AsyncGenerator<Buffer> {
  let position = from;
  let reading = read();
  for (;;) {
    const { bytesRead, buffer } = await reading;
    if (bytesRead === 0) return;
    position += bytesRead;
    reading = read();
    reading.catch(() => undefined);
    yield buffer.subarray(0, bytesRead);
  }

  function read() {
    const length = Math.min(size, to - position);
    return input.read(Buffer.allocUnsafe(length), 0, length, position);
  }
}
