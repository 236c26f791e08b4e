import { deleteSign, space } from "./bytes.ts";

/** A field's bytes beyond these are not kept: its record is refused as too long. */
export const longestField = 1 << 20;

/** The first bytes, in UTF-8, of white space, control characters and invisible signs. */
const beginSigns = new Set([0xc2, 0xe1, 0xe2, 0xe3, 0xef]);

/** The text of one field that is read byte by byte, in a buffer that all fields share: nothing is allocated for a field. Once it is
 * tidied it stands in `bytes` between `from` and `to`. */
export class FieldText {
  /** A control character may become three bytes. */
  readonly bytes = Buffer.allocUnsafe(longestField * 3);
  from = 0;
  to = 0;
  private needsCare = false;

  put(byte: number): void {
    if (this.to === longestField) return;
    if (byte < space || byte === deleteSign || beginSigns.has(byte)) this.needsCare = true;
    this.bytes[this.to] = byte;
    this.to += 1;
  }

  /** Adds ordinary bytes. */
  append(chunk: Buffer, from: number, to: number): void {
    if (this.to + to - from > longestField) return;
    chunk.copy(this.bytes, this.to, from, to);
    this.to += to - from;
  }

  /** Makes the text what people see: it removes the white space around it and invisible signs, makes its spaces plain
   * ones and its control characters their pictures (U+2400 and on). */
  tidy(): void {
    const { bytes } = this;
    if (this.needsCare) this.to = bytes.write(seen(bytes.toString("utf8", 0, this.to)), 0, "utf8");
    while (this.to > 0 && bytes[this.to - 1] === space) this.to -= 1;
    while (this.from < this.to && bytes[this.from] === space) this.from += 1;
  }

  clear(): void {
    this.from = 0;
    this.to = 0;
    this.needsCare = false;
  }
}

function seen(text: string): string {
  const plain = text
    .replace(/\p{Cf}/gu, "")
    .replace(/\p{Zs}/gu, " ")
    .trim();
  return Array.from(plain, (letter) => {
    const code = letter.charCodeAt(0);
    if (code === deleteSign) return "\u2421";
    return code < space ? String.fromCharCode(0x2400 + code) : letter;
  }).join("");
}
