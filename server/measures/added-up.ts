import type { Point } from "../contract/series.ts";
import type { Definition } from "../model/definition.ts";

type Count = "numerator" | "denominator" | "undated";

/** Adds up the points of the chosen groups from the points of every group of a dimension, as `readCounted` counts them for the
 * filter. A share is that of the sums. It is not for days, whose median is no sum. */
export function addedUp(
  { kind, unit }: Pick<Definition, "kind" | "unit">,
  groups: Point[],
  chosen: string[],
): Point[] {
  const months = groups.filter(({ split }) => split === groups[0]?.split);
  const chosenOf = new Map<string, Point[]>(months.map(({ month }) => [month, []]));
  for (const point of groups) if (chosen.includes(point.split ?? "")) chosenOf.get(point.month)?.push(point);
  const isShare = kind === "share" || unit === "share";
  return months.map((example) => {
    const points = chosenOf.get(example.month) ?? [];
    const numerator = sumOf(points, "numerator", example);
    const denominator = sumOf(points, "denominator", example);
    const share = numerator === null || !denominator ? null : numerator / denominator;
    return {
      ...example,
      split: null,
      numerator,
      denominator,
      undated: sumOf(points, "undated", example),
      value: isShare ? share : numerator,
      parts: example.parts && partsOf(points, Object.keys(example.parts)),
    };
  });
}

/** Null if the month has no such count. */
function sumOf(points: Point[], count: Count, example: Point): number | null {
  return example[count] === null ? null : points.reduce((sum, point) => sum + (point[count] ?? 0), 0);
}

function partsOf(points: Point[], names: string[]): Record<string, number> {
  const sumOf = (name: string) => points.reduce((sum, { parts }) => sum + (parts?.[name] ?? 0), 0);
  return Object.fromEntries(names.map((name) => [name, sumOf(name)]));
}
