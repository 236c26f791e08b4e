import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { create } from "fontkitten";

export const typeface = "Source Sans 3";

/** The files of the typeface, in the weights that the template sets. */
export function readFonts(): Buffer[] {
  return ["400Regular", "600SemiBold", "700Bold"].map(readFont);
}

let letters: Set<number> | undefined;

/** Replaces every sign that the typeface lacks, such as an emoji, with “□”, so that it stops no pack and readers see it. */
export function inTypeface<Words>(words: Words): Words {
  letters ??= lettersOf(readFont("400Regular"));
  const known = letters;
  const text = JSON.stringify(words, (_, value: unknown) =>
    typeof value === "string"
      ? value.replace(/[^\n\x20-\x7e]/gu, (sign) => (known.has(sign.codePointAt(0) ?? 0) ? sign : "□"))
      : value,
  );
  return JSON.parse(text);
}

function lettersOf(file: Buffer): Set<number> {
  const font = create(file);
  if (font.isCollection) throw new Error(`${typeface} is a collection of fonts, and one was expected`);
  return new Set(font.characterSet);
}

function readFont(weight: string): Buffer {
  const file = `@expo-google-fonts/source-sans-3/${weight}/SourceSans3_${weight}.ttf`;
  return readFileSync(createRequire(import.meta.url).resolve(file));
}
