import type { Changes } from "../contract/flight-deck.ts";
import type { Verdict } from "../contract/series.ts";
import { type Change, changeRuleInWords } from "./change-rule.ts";

/** A measure with its verdict, and the comparison that this may rest on. */
export type Judged = { id: string; verdict: Verdict; change: Change | null };

/** What changed, read from the verdicts: the measures that are named, concern first and the clearest first, and those that are judged
 * and not named. A measure that is not judged is in neither list. */
export function whatChanged(measures: Judged[]): Changes {
  const named = measures.flatMap(({ id, verdict, change }) => {
    const { variation, direction, since, month, months, reading: sentence } = verdict;
    if (variation !== "concern" && variation !== "improvement" && variation !== "neutral") return [];
    if (!direction || !since || !month || !months) return [];
    const signal = { kpi: id, since, month, months, variation, direction, sentence };
    return [{ signal, score: Math.abs(change?.score ?? 0) }];
  });
  named.sort(
    (a, b) => order.indexOf(a.signal.variation) - order.indexOf(b.signal.variation) || b.score - a.score,
  );
  return {
    rule: changeRuleInWords,
    signals: named.map(({ signal }, index) => ({ ...signal, rank: index + 1 })),
    quiet: measures
      .filter(({ verdict: { variation } }) => variation === "common-cause" || variation === "look-again")
      .map(({ id }) => id),
  };
}

const order = ["concern", "improvement", "neutral"];
