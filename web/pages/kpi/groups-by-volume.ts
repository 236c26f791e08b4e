import type { Point } from "../../types.ts";

export type Group = { value: string; points: Point[] };

/** Sorts the groups of a split by number of crimes, the unknown last. The order is for the eye and never ranks performance. */
export function groupsByVolume(points: Point[]): Group[] {
  const groups = new Map<string, Point[]>();
  for (const point of points) {
    const value = point.split ?? "unknown";
    groups.set(value, [...(groups.get(value) ?? []), point]);
  }
  return [...groups]
    .map(([value, held]) => ({
      value,
      points: held,
      crimes: held.reduce((sum, point) => sum + crimesIn(point), 0),
    }))
    .toSorted(
      (a, b) =>
        Number(a.value === "unknown") - Number(b.value === "unknown") ||
        b.crimes - a.crimes ||
        a.value.localeCompare(b.value),
    )
    .map(({ value, points: held }) => ({ value, points: held }));
}

function crimesIn(point: Point): number {
  return point.denominator ?? point.numerator ?? 0;
}
