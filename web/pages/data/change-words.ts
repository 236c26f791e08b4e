import { formatCount, formatMonth } from "../../../server/wording/format.ts";
import type { ImportChanges } from "../../types.ts";
import { isLost, whyLost } from "./breaks.ts";

type Kpi = ImportChanges["kpis"][number];

/** The measures with the biggest change first: those that lose their figure, then by how far the month that is served moves, a share in
 * points and all else in per cent. */
export function orderedChanges(kpis: Kpi[]): Kpi[] {
  return kpis.toSorted((a, b) => sizeOf(b) - sizeOf(a));
}

function sizeOf(kpi: Kpi): number {
  if (isLost(kpi)) return Number.POSITIVE_INFINITY;
  const change = changeOf(kpi);
  if (change === null) return kpi.newest === null ? -1 : 0;
  if (kpi.unit === "share") return change * 100;
  return (change / Math.max(1, kpi.served?.value ?? 0)) * 100;
}

/** How far the month that is served moves, in the measure's own unit; null where it has no figure twice. */
function changeOf({ served, again }: Kpi): number | null {
  if (served?.value == null || again?.value == null) return null;
  return Math.abs(again.value - served.value);
}

/** Whether the month that is served moves by less than a point, two crimes or two days, and nothing is lost. */
export function isSmall(kpi: Kpi): boolean {
  const change = changeOf(kpi);
  return change !== null && change < (kpi.unit === "share" ? 0.01 : 2);
}

/** Why a measure is not what it was, as far as its figures say it. */
export function whyChanged(kpi: Kpi): string {
  const { served, again, newest, moved } = kpi;
  if (isLost(kpi)) return `Lost: ${whyLost(kpi)}`;
  if (newest === null) return kpi.reason ?? "No month has a figure yet.";
  if (served === null) return "";
  if (again === null) return `Lost in ${formatMonth(served.month)}.`;
  const words = [
    movedWords(served.numerator, again.numerator, served.month),
    moved.months > 0 ? `${moved.months} of ${moved.of} months differ` : "",
  ];
  return words.filter(Boolean).join("; ");
}

function movedWords(before: number | null, after: number | null, month: string): string {
  if (before === null || after === null || before === after) return "";
  const [count, word] = after > before ? [after - before, "more"] : [before - after, "fewer"];
  return `${formatCount(count)} ${word} in ${formatMonth(month)}`;
}
