import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CodeKind } from "../../contract/mapping.ts";

import { meaningOf } from "./meaning.ts";

/** One code with its label, and the words of every text that is known to mean it. */
export type KnownCode = { code: string; label: string; texts: Set<string>[] };

export type Vocabulary = Record<CodeKind, KnownCode[]>;

/** The codes of each kind, from the maps in queries/. */
export function readVocabulary(queriesFolder: string): Vocabulary {
  const others = readMap(queriesFolder, "code-texts");
  return {
    offence: known("offence"),
    outcome: known("outcome"),
    cancelled: known("cancelled"),
    answer: known("answer"),
  };

  function known(kind: CodeKind): KnownCode[] {
    return readMap(queriesFolder, `${kind}-codes`).map(([code = "", label = ""]) => ({
      code,
      label,
      texts: [
        meaningOf(label),
        ...others
          .filter(([of, other]) => of === kind && other === code)
          .map(([, , text = ""]) => meaningOf(text)),
      ],
    }));
  }
}

/** The rows of a map without its header; a cell may be in quotes. */
function readMap(queriesFolder: string, name: string): string[][] {
  const [, ...lines] = readFileSync(join(queriesFolder, "maps", `${name}.csv`), "utf8")
    .trim()
    .split(/\r?\n/);
  return lines.map((line) =>
    [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? ""),
  );
}
