import type { FileHandle } from "node:fs/promises";

/** The bytes of a file from a place on, chunk by chunk: the next one is read while one is used. */
export async function* chunksOf(input: FileHandle, from: number, size: number): AsyncGenerator<Buffer> {
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
    return input.read(Buffer.allocUnsafe(size), 0, size, position);
  }
}
