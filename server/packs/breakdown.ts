import type { Breakdown, BreakdownGroup } from "../contract/breakdown.ts";
import type { Kpi } from "../contract/kpi.ts";
import type { PackPage, PackTable } from "../contract/pack-model.ts";
import type { SnapshotAnswer } from "../contract/snapshot.ts";
import { formatCount, formatPeriod, formatValue } from "../wording/format.ts";
import { fewestToJudge } from "../wording/judging.ts";
import { countTitle, figureTitle, labelOf } from "../wording/words.ts";

type Labels = Pick<SnapshotAnswer, "labels">;

/** A KPI by group as the pack prints it: the largest group first, each with n of N, its interval and how it reads. */
export function breakdownOf(kpi: Kpi, breakdown: Breakdown, snapshot: Labels): PackPage["breakdown"] {
  const { by, groups, period, notes } = breakdown;
  const dimension = labelOf(snapshot, "dimension", by);
  const isShare = kpi.unit === "share";
  const figure = figureTitle(kpi);
  const over = period ? ` ${formatPeriod(period.from, period.to)}, ${period.months} usable months.` : "";
  return {
    title: `${kpi.title}, by ${dimension.toLowerCase()}`,
    note: `${notes.join(" ")}${over}`,
    table: withoutEmpty({
      head: [
        dimension,
        ...(isShare ? ["n", "N"] : kpi.unit === "days" ? [countTitle(kpi)] : []),
        figure,
        ...(kpi.unit === "crimes" ? [] : ["95% interval"]),
        "Reading",
      ],
      rows: groups.map((group) => [
        labelOf(snapshot, by, group.split),
        ...(isShare ? [counted(group.numerator), counted(group.denominator)] : []),
        ...(kpi.unit === "days" ? [counted(group.denominator)] : []),
        group.value === null ? hidden(group) : formatValue(kpi.unit, group.value, kpi.words),
        ...(kpi.unit === "crimes" ? [] : [intervalOf(kpi, group)]),
        readingOf(group),
      ]),
    }),
  };
}

/** Removes the empty columns of a table, as released figures have no intervals. */
function withoutEmpty({ head, rows }: PackTable): PackTable {
  const holds = head.map((_, column) => column === 0 || rows.some((row) => row[column]));
  const kept = (cells: string[]) => cells.filter((_, column) => holds[column]);
  return { head: kept(head), rows: rows.map(kept) };
}

function counted(count: number | null): string {
  return count === null ? "[c]" : formatCount(count);
}

function hidden({ suppressed }: BreakdownGroup): string {
  return suppressed ? "[c]" : "–";
}

function intervalOf({ unit }: Kpi, { interval }: BreakdownGroup): string {
  return interval ? `${formatValue(unit, interval.lower)} to ${formatValue(unit, interval.upper)}` : "";
}

function readingOf({ few, suppressed, funnel, side }: BreakdownGroup): string {
  if (suppressed) return "too few to show";
  if (few) return `under ${fewestToJudge}, not judged`;
  if (funnel === null) return "";
  return funnel === "within"
    ? "within chance of the whole"
    : `${side}, beyond the ${funnel === "beyond-95" ? "95" : "99.8"}% limits`;
}
