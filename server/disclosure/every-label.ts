import type { Point } from "../contract/series.ts";

/** Gives the points of a split for every label that there may be, in the order of months and labels: a label that is left out, for it
 * has no crime, would tell as much. `whole` has the same months, not split. */
export function withEveryLabel(points: Point[], whole: Point[], labels: string[]): Point[] {
  const named = new Set(points.map(({ split }) => split));
  const absent = labels.filter((label) => !named.has(label));
  const empty = whole.flatMap((point) => absent.map((split) => ({ ...emptied(point), split })));
  return [...points, ...empty].sort((a, b) => compare(a.month, b.month) || compare(a.split, b.split));
}

/** The labels of which a list of names tells that they have at least one: those that it names, if it leaves another out. */
export function labelsTold(named: (string | null)[], labels: string[]): string[] {
  return labels.every((label) => named.includes(label))
    ? []
    : labels.filter((label) => named.includes(label));
}

function emptied(point: Point): Point {
  const none = (count: number | null) => (count === null ? null : 0);
  return {
    ...point,
    numerator: none(point.numerator),
    denominator: none(point.denominator),
    value: null,
    p75: null,
    p90: null,
    undated: none(point.undated),
    parts: point.parts && Object.fromEntries(Object.keys(point.parts).map((part) => [part, 0])),
  };
}

function compare(a: string | null, b: string | null): number {
  return (a ?? "") < (b ?? "") ? -1 : Number((a ?? "") > (b ?? ""));
}
