import type { ImportChanges } from "../../types.ts";

type PointChange = ImportChanges["kpis"][number]["points"][number];

/** Finds the latest month that has a figure now, the months whose figures changed, and the months that had none before. */
export function latestChange(points: PointChange[]) {
  const shown = points.findLast(({ after }) => after !== null && after.value !== null) ?? points.at(-1);
  const differs = ({ before, after }: PointChange) =>
    before?.value !== after?.value ||
    before?.numerator !== after?.numerator ||
    before?.denominator !== after?.denominator;
  return {
    shown,
    moved: points.filter((point) => point.before !== null && differs(point)),
    added: points.filter(({ before, after }) => before === null && after !== null),
  };
}
