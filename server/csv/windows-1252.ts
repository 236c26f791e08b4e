import { open } from "node:fs/promises";

/** Stands for a byte that no encoding explains; a record that holds it is rejected. */
export const unreadable = "\uffff";

/** The letters of bytes 80 to 9F; five of them mean nothing. */
const high = "€\uffff‚ƒ„…†‡ˆ‰Š‹Œ\uffffŽ\uffff\uffff‘’“”•–—˜™š›œ\uffffžŸ";

const chunkSize = 1 << 20;

const utf8LetterOrHighByte =
  /[\xC2-\xDF][\x80-\xBF]|\xE0[\xA0-\xBF][\x80-\xBF]|[\xE1-\xEC\xEE\xEF][\x80-\xBF]{2}|\xED[\x80-\x9F][\x80-\xBF]|\xF0[\x90-\xBF][\x80-\xBF]{2}|[\xF1-\xF3][\x80-\xBF]{3}|\xF4[\x80-\x8F][\x80-\xBF]{2}|[\x80-\xFF]/g;
const highByte = /[\x80-\xFF]/g;

/** Writes a copy of a file in UTF-8 and reads its high bytes as Windows-1252. In a file that says it is UTF-8 these are only the
 * bytes that are not. Returns how many lines held such bytes, and the number of the first. */
export async function transcodeByLines(
  from: string,
  to: string,
  saysUtf8: boolean,
): Promise<{ count: number; firstLine: number }> {
  const input = await open(from, "r");
  const output = await open(to, "wx", 0o600);
  const found = { count: 0, firstLine: 0, line: 1 };
  let rest = "";
  try {
    for (let position = 0; ; ) {
      const { bytesRead, buffer } = await input.read(Buffer.allocUnsafe(chunkSize), 0, chunkSize, position);
      if (bytesRead === 0) break;
      position += bytesRead;
      const text = rest + buffer.toString("latin1", 0, bytesRead);
      const end = lastLineEnd(text);
      await output.write(decodeLines(text.slice(0, end), saysUtf8, found));
      rest = text.slice(end);
    }
    await output.write(decodeLines(rest, saysUtf8, found));
  } finally {
    await input.close();
    await output.close();
  }
  return { count: found.count, firstLine: found.firstLine };
}

/** After the last line end that another byte follows, so that CR LF is never cut in two. */
function lastLineEnd(text: string): number {
  for (let at = text.length - 2; at >= 0; at -= 1) {
    const letter = text[at];
    if (letter === "\n" || (letter === "\r" && text[at + 1] !== "\n")) return at + 1;
  }
  return 0;
}

function decodeLines(
  text: string,
  saysUtf8: boolean,
  found: { count: number; firstLine: number; line: number },
): string {
  return text
    .split(/(\r\n|\r|\n)/)
    .map((part, index) => {
      if (index % 2 === 1) {
        found.line += 1;
        return part;
      }
      let isMixed = false;
      const decoded = part.replace(saysUtf8 ? utf8LetterOrHighByte : highByte, (bytes) => {
        if (bytes.length > 1) return Buffer.from(bytes, "latin1").toString("utf8");
        isMixed = true;
        const code = bytes.charCodeAt(0);
        return code < 0xa0 ? (high[code - 0x80] ?? unreadable) : bytes;
      });
      if (isMixed) {
        found.count += 1;
        found.firstLine ||= found.line;
      }
      return decoded;
    })
    .join("");
}
