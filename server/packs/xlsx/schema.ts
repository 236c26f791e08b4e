import { mendParts, type Parts } from "../zip.ts";

/** Brings what write-excel-file 4.1.1 writes to the schema of Excel, which else offers to repair the file: the parts of a typeface in
 * their order, a default style, and no empty list of names. */
export function toSchema(parts: Parts): Parts {
  return mendParts(parts, [
    [
      /^xl\/styles\.xml$/,
      (styles) => withDefaultStyle(styles.replace(/<font>(.*?)<\/font>/gs, typefaceInOrder)),
    ],
    [
      /^xl\/workbook\.xml$/,
      (workbook) => workbook.replace(/<definedNames>\s*<\/definedNames>|<definedNames\/>/g, ""),
    ],
  ]);
}

const typefaceOrder = [
  "b",
  "i",
  "strike",
  "condense",
  "extend",
  "outline",
  "shadow",
  "u",
  "vertAlign",
].concat(["sz", "color", "name", "family", "charset", "scheme"]);

function typefaceInOrder(_: string, typeface: string): string {
  const settings = typeface.match(/<(\w+)[^>]*?\/>/g) ?? [];
  const rank = (setting: string) => typefaceOrder.indexOf(/^<(\w+)/.exec(setting)?.[1] ?? "");
  return `<font>${settings.toSorted((a, b) => rank(a) - rank(b)).join("")}</font>`;
}

/** The style on which every other one rests. */
function withDefaultStyle(styles: string): string {
  if (styles.includes("<cellStyleXfs")) return styles;
  const style =
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>';
  const named = '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>';
  return styles
    .replace("<cellXfs", () => `${style}<cellXfs`)
    .replace("</cellXfs>", () => `</cellXfs>${named}`);
}
