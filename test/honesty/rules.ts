import type { Point } from "../../server/contract/series.ts";
import type { Change } from "../../server/measures/change-rule.ts";
import { changeRule, isNamed } from "../../server/measures/change-rule.ts";
import { judge } from "../../server/measures/verdict.ts";
import { whatChanged } from "../../server/measures/what-changed.ts";
import type { SeenDeck, SeenKpi, SeenMonth } from "./batch.ts";

/** Rules by which a flight deck could name what changed, the product's own among them: each gives what it names, and which
 * way that moved. */
type Named = { kpi: string; direction: "up" | "down" };
export type Rule = { title: string; name: (deck: SeenDeck) => Named[] };

export const productRule: Rule = { title: "the product’s rule", name: namedByProduct };

export const candidateRules: Rule[] = [
  { title: "any signal on a tile", name: each((months) => signalOf(months, () => true)) },
  { title: "outside the limits", name: each((months) => signalOf(months, (signal) => signal === "outside")) },
  { title: "outside 3.5 standard deviations", name: each(outsideFurther) },
  { title: "9 months on one side of the average", name: each(nineOnOneSide) },
  { title: "a tabular CUSUM (k 0.5, h 6)", name: each(cusum) },
  ...[2.75, 3].map((score) => ({
    title: `six months, an eighth and ${score} standard errors`,
    name: each((months) =>
      comparedBy(months, (change) => Math.abs(change.score) >= score && sizeOf(change) >= 1 / 8),
    ),
  })),
  ...[15, 20, 30, 45].map((times) => ({
    title: `six months, ${times} times likelier changed`,
    name: each((months) => comparedBy(months, (change) => isNamed(change, { ...changeRule, times }))),
  })),
];

function namedByProduct(deck: SeenDeck): Named[] {
  const month = deck.asAt.slice(0, 7);
  const measures = deck.kpis.map(({ definition, months }) => {
    const change = months.at(-1)?.change ?? null;
    const points = months.map(pointOf);
    const withheld = points.at(-1)?.spc ? null : "too-few";
    const words = { one: "crime", many: "crimes" };
    const period = { from: months[0]?.month ?? month, to: month };
    const { verdict } = judge(
      { definition: { ...definition, words }, points, withheld, change, targets: [] },
      period,
      month,
    );
    return { id: definition.id, verdict, change };
  });
  return whatChanged(measures).signals.map(({ kpi, direction }) => ({ kpi, direction }));
}

/** A usable month as a point of a series: what a verdict is made of. */
function pointOf({ month, value, weight, p75, mean, deviation, signal, direction }: SeenMonth): Point {
  const spc =
    mean === null || deviation === null
      ? null
      : { mean, lower: mean - 3 * deviation, upper: mean + 3 * deviation, signal, direction };
  const usable = { mature: true, ramp_up: false, complete: true, suppressed: false };
  const nothing = { split: null, numerator: null, p90: null, undated: null, parts: null };
  return { month, value, denominator: weight, p75, spc, ...usable, ...nothing };
}

type Direction = "up" | "down";

function each(judge: (months: SeenMonth[]) => Direction | null): Rule["name"] {
  return (deck) =>
    deck.kpis.flatMap(({ definition, months }: SeenKpi) => {
      const direction = judge(months);
      return direction ? [{ kpi: definition.id, direction }] : [];
    });
}

function signalOf(months: SeenMonth[], counts: (signal: string) => boolean): Direction | null {
  const latest = months.at(-1);
  return latest && latest.signal !== "none" && counts(latest.signal) ? latest.direction : null;
}

/** Limits are 3 standard deviations from the mean, before they are held to what the figure can be. */
function outsideFurther(months: SeenMonth[]): Direction | null {
  const latest = months.at(-1);
  if (!latest || latest.mean === null || latest.deviation === null) return null;
  const distance = (latest.value - latest.mean) / latest.deviation;
  return Math.abs(distance) > 3.5 ? towards(distance) : null;
}

function nineOnOneSide(months: SeenMonth[]): Direction | null {
  const sides = months.slice(-9).map(({ value, mean }) => (mean === null ? 0 : Math.sign(value - mean)));
  const [first = 0] = sides;
  return sides.length === 9 && first !== 0 && sides.every((side) => side === first) ? towards(first) : null;
}

/** Page (1954), from the mean and deviation of the chart as it stood that month. */
function cusum(months: SeenMonth[]): Direction | null {
  let [up, down] = [0, 0];
  for (const { value, mean, deviation } of months) {
    if (mean === null || deviation === null) return null;
    const distance = (value - mean) / deviation;
    up = Math.max(0, up + distance - 0.5);
    down = Math.max(0, down - distance - 0.5);
  }
  if (up <= 6 && down <= 6) return null;
  return up > down ? "up" : "down";
}

function comparedBy(months: SeenMonth[], isFar: (change: Change) => boolean): Direction | null {
  const change = months.at(-1)?.change;
  return change && isFar(change) ? towards(change.score) : null;
}

function sizeOf({ before, after }: Change): number {
  return Math.abs(after - before) / before;
}

function towards(distance: number): Direction {
  return distance > 0 ? "up" : "down";
}
