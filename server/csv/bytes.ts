export const quote = 0x22;
export const lineFeed = 0x0a;
export const carriageReturn = 0x0d;
export const space = 0x20;
export const deleteSign = 0x7f;

/** Whether a field begins or ends with a space. */
export function isPadded(chunk: Buffer, start: number, end: number): boolean {
  return start < end && (chunk[start] === space || chunk[end - 1] === space);
}

/** Makes a table of bytes: 1 for each ASCII letter, digit or sign that means itself, 0 for the special ones and all others. */
export function ordinaryBytes(special: number[]): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) =>
    Number(byte >= space && byte < deleteSign && !special.includes(byte)),
  );
}
