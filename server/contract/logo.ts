/** Width and height in pixels of a PNG or JPEG given as a data address; null if it is neither. */
export function logoSize(address: string): { width: number; height: number } | null {
  const bytes = Buffer.from(address.slice(address.indexOf(",") + 1), "base64");
  return pngSize(bytes) ?? jpegSize(bytes);
}

const pngStart = Buffer.from("89504e470d0a1a0a", "hex");

function pngSize(bytes: Buffer) {
  if (bytes.length < 24 || !bytes.subarray(0, 8).equals(pngStart)) return null;
  return sizeOf(bytes.readUInt32BE(16), bytes.readUInt32BE(20));
}

/** The size stands in the first frame header, after other segments that each say how long they are. */
function jpegSize(bytes: Buffer) {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 <= bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const kind = bytes.readUInt16BE(at);
    const isFrame = kind >= 0xffc0 && kind <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(kind);
    if (isFrame) return sizeOf(bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5));
    if (kind < 0xff01) return null;
  }
  return null;
}

function sizeOf(width: number, height: number) {
  return width > 0 && height > 0 ? { width, height } : null;
}
