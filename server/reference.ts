import type { Comparator } from "./contract/comparators.ts";
import { readQuery } from "./engine/database.ts";
import { readComparatorRows } from "./import/read/read-comparators.ts";

/** What the API shows from `queries/` beside the KPIs: the change log, newest first, and the published figures of other areas. */
export type Reference = {
  changes: { title: string; text: string }[];
  comparators: Comparator[];
};

/** Reads the change log and the published figures. Throws a Refusal if a row of those figures is not as it must be. */
export function readReference(queriesFolder: string): Reference {
  return {
    comparators: readComparatorRows(readQuery(queriesFolder, "comparators.csv"), "comparators.csv"),
    changes: sectionsOf(readQuery(queriesFolder, "CHANGELOG.md")),
  };
}

/** The parts of a Markdown text under its second-level headings, each as plain paragraphs. */
function sectionsOf(markdown: string): Reference["changes"] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [title = "", ...lines] = section.split("\n");
      const paragraphs = lines
        .join("\n")
        .trim()
        .split(/\n{2,}/);
      return { title: title.trim(), text: paragraphs.map((text) => text.replaceAll("\n", " ")).join("\n\n") };
    });
}
