import { formatShortDate } from "../../../server/wording/format.ts";
import type { ImportResult } from "../../types.ts";
import { breaksOf } from "./breaks.ts";
import { counted } from "./import-words.ts";

/** What a dry run comes to: `safe`, it may be published; `breaks`, something is lost or a limit exceeded; `overridden`, the same with a
 * reason; `question`, it has to know when the export was taken; `unusable`, the files cannot be read so. */
export type Verdict = {
  kind: "safe" | "breaks" | "overridden" | "question" | "unusable";
  title: string;
  lines: string[];
};

export function verdictOf(result: ImportResult): Verdict {
  const breaks = breaksOf(result);
  if (result.refusal !== null && result.limits.length === 0) {
    return result.suggestedAsAt === null
      ? { kind: "unusable", title: "The files cannot be used as they are", lines: breaks }
      : {
          kind: "question",
          title: "When was the export taken?",
          lines: [
            `The files do not say. The latest date in them is ${formatShortDate(result.suggestedAsAt)}.`,
          ],
        };
  }
  if (result.ok && result.limits.length > 0)
    return {
      kind: "overridden",
      title: `${counted(result.limits.length, "limit")} overridden`,
      lines: breaks,
    };
  if (breaks.length > 0)
    return {
      kind: "breaks",
      title:
        breaks.length === 1
          ? "1 thing breaks. Mend it here, then publish."
          : `${breaks.length} things break. Mend them here, then publish.`,
      lines: breaks,
    };
  return { kind: "safe", title: "Safe to publish", lines: safeWords(result) };
}

function safeWords({ changes }: ImportResult): string[] {
  if (!changes) return [];
  if (changes.against === null)
    return ["No figures of a force are served yet, so there is nothing to compare with."];
  const kept = changes.kpis.filter(({ served, newest }) => served !== null && newest !== null);
  const moved = kept.filter(({ moved: { months } }) => months > 0).length;
  return [
    `${counted(kept.length, "measure")} ${kept.length === 1 ? "keeps its" : "keep their"} figure. ${
      moved === 0
        ? "No month that is served changes."
        : `${counted(moved, "measure")} ${moved === 1 ? "changes" : "change"} in a month that is served.`
    }`,
  ];
}
