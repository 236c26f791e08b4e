import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from "fflate";

/** A Word, Excel or PowerPoint file as its parts by name. */
export type Parts = Record<string, Uint8Array>;

/** Takes a file apart into its parts; folders are left out. */
export function unzip(file: Uint8Array): Parts {
  return Object.fromEntries(Object.entries(unzipSync(file)).filter(([name]) => !name.endsWith("/")));
}

/** The parts as one file whose bytes follow from the parts alone: sorted, and all of the same time. */
export function zip(parts: Parts): Uint8Array {
  const names = Object.keys(parts).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const sorted: Zippable = {};
  for (const name of names) sorted[name] = parts[name] ?? new Uint8Array();
  return zipSync(sorted, { mtime: new Date(1980, 0, 1), level: 6 });
}

/** The same parts with some texts changed: each part whose name matches goes through its change. */
export function mendParts(
  parts: Parts,
  changes: [name: RegExp, change: (text: string, name: string) => string][],
): Parts {
  return Object.fromEntries(
    Object.entries(parts).map(([name, part]) => {
      const fitting = changes.filter(([pattern]) => pattern.test(name));
      if (fitting.length === 0) return [name, part];
      return [name, strToU8(fitting.reduce((text, [, change]) => change(text, name), strFromU8(part)))];
    }),
  );
}

/** Escapes a text for the content and the attributes of XML. */
export function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** The part that an Office program must find first. */
function rank(name: string): number {
  return ["[Content_Types].xml", "_rels/.rels"].indexOf(name) + 1 || 3;
}
