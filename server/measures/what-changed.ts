import type { Changes } from "../contract/flight-deck.ts";
import type { Definition } from "../model/definition.ts";
import { formatPeriod, formatValue } from "../wording/format.ts";
import { meaningOf } from "../wording/judging.ts";
import { type Change, changeRuleInWords, isNamed } from "./change-rule.ts";

type Measure = Pick<Definition, "better" | "unit" | "kind">;

export type Compared = Measure & { id: string; change: Change | null; latest: number | null };

/** What the flight deck says changed: the measures whose latest months differ from the months before them by the rule,
 * concern first and the clearest first, each in a sentence made from its numbers; and those that were compared and did
 * not. A measure that cannot be compared yet is in neither list. */
export function whatChanged(measures: Compared[]): Changes {
  const compared = measures.flatMap(({ change, ...kpi }) => (change ? [{ kpi, change }] : []));
  const named = compared
    .filter(({ change }) => isNamed(change))
    .map(({ kpi, change }) => ({ kpi, change, variation: meaningOf(directionOf(change), kpi.better) }))
    .sort(
      (a, b) =>
        order.indexOf(a.variation) - order.indexOf(b.variation) ||
        Math.abs(b.change.score) - Math.abs(a.change.score),
    );
  return {
    rule: changeRuleInWords,
    signals: named.map(({ kpi, change, variation }, index) => ({
      kpi: kpi.id,
      since: change.since,
      month: change.month,
      months: change.months,
      variation,
      direction: directionOf(change),
      sentence: sentenceOf(kpi, change, kpi.latest),
      rank: index + 1,
    })),
    quiet: compared.filter(({ change }) => !isNamed(change)).map(({ kpi }) => kpi.id),
  };
}

const order = ["concern", "improvement", "neutral"];

function directionOf({ score }: Change): "up" | "down" {
  return score > 0 ? "up" : "down";
}

function sentenceOf(kpi: Measure, change: Change, latest: number | null): string {
  const { since, month, months, before_months, before, after, score } = change;
  const written = (value: number) =>
    `${formatValue(kpi.unit, value)}${kpi.kind === "count" ? " a month" : ""}`;
  const earlier =
    kpi.kind === "count" ? "the same months a year before" : `the ${before_months} months before`;
  return (
    `${score > 0 ? "Higher" : "Lower"} over ${months} months (${formatPeriod(since, month)}): ` +
    `${written(after)}, against ${written(before)} in ${earlier}. Latest ${formatValue(kpi.unit, latest)}.`
  );
}
