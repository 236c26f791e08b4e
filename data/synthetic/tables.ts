import { readFileSync } from "node:fs";
import { join } from "node:path";

type Column = {
  name: string;
  type: string;
  required?: boolean;
  or?: string;
  about: "nothing" | "key" | "person";
  example: string;
  meaning: string;
};

/** How a person who exports a column calls what stands in it. */
const typeWords: Record<string, string> = {
  key: "text",
  label: "text",
  age: "whole number, 0 to 120",
  "yes-no": "yes/no",
};

const aboutWords = { nothing: "no", key: "key", person: "about" };

/** The text of `data/README.md` with the table of every input made from its `input.json`. Each table stands between its two
 * marks. */
export function withTables(readme: string, queriesFolder: string): string {
  return readme.replace(
    /(<!-- columns of ([a-z-]+),[^>]*-->\n)[\s\S]*?(<!-- end of columns -->)/g,
    (_, begin: string, role: string, end: string) => `${begin}${tableOf(role, queriesFolder)}${end}`,
  );
}

function tableOf(role: string, queriesFolder: string): string {
  const { columns } = JSON.parse(readFileSync(join(queriesFolder, "inputs", role, "input.json"), "utf8"));
  const rows = columns.map((column: Column) => `| ${cellsOf(column).join(" | ")} |\n`);
  return `\n| column | type | person | example | meaning |\n|---|---|---|---|---|\n${rows.join("")}\n`;
}

function cellsOf({ name, type, required, or, about, example, meaning }: Column): string[] {
  const need = required ? (or ? ` **(required**, or ${or})` : " **(required)**") : "";
  return [`${name}${need}`, typeWords[type] ?? type, aboutWords[about], `\`${example}\``, meaning];
}
