import type { Breakdown } from "../contract/breakdown.ts";
import type { Point } from "../contract/series.ts";
import type { Extent } from "../disclosure/rounding.ts";
import type { CountName } from "../model/count-names.ts";
import type { Definition } from "../model/definition.ts";
import { monthsBetween } from "../wording/months.ts";
import { type AnswerCounts, type CountId, type Part, wholePart } from "./counts.ts";

type Counting = Pick<Definition, "id" | "kind" | "unit" | "matures_after_days" | "parts">;

type Figures = { numerator: number | null; denominator: number | null; undated: number | null };

/** Every count that a KPI's points or groups may show, and what a share leaves of its denominator. */
export function figureNames(answer: "series" | "breakdown", definition: Counting): CountName[] {
  const parts = answer === "series" ? definition.parts.map((part) => ["part", part]) : [];
  return [...columnsOf(definition).map((column) => [column]), ...restOf(definition), ...parts].map(
    (what) => ({
      answer,
      of: definition.id,
      what,
    }),
  );
}

/** What the points of a series show, month by month. */
export function seriesCounts(
  definition: Counting,
  points: Point[],
  partOf: (split: string | null) => Part,
): AnswerCounts {
  const extent: Extent = definition.kind === "stock" ? "total" : "month";
  const counted = points.map((point) => {
    const at = { part: partOf(point.split), when: { month: point.month } };
    const figures = countsOf("series", definition, point, at, extent);
    const parts = Object.entries(point.parts ?? {}).map(([part, count]) => ({
      id: { answer: "series" as const, of: definition.id, what: ["part", part], ...at },
      count,
      extent,
    }));
    const whole: CountId = { answer: "series", of: definition.id, what: ["numerator"], ...at };
    const sums = parts.length > 0 ? [{ whole, parts: parts.map(({ id }) => id) }] : [];
    return { counts: [...figures.counts, ...parts], sums: [...figures.sums, ...sums] };
  });
  return {
    counts: counted.flatMap(({ counts }) => counts),
    sums: counted.flatMap(({ sums }) => sums),
    names: figureNames("series", definition),
  };
}

/** What a breakdown shows of the whole and of each group, and that a flow's counts are those of the months of its period, a
 * stock's those of the last. */
export function breakdownCounts(definition: Counting, breakdown: Breakdown): AnswerCounts {
  const { by, whole, groups, period } = breakdown;
  const names = figureNames("breakdown", definition);
  if (!whole || !period) return { counts: [], sums: [], names };
  const { from, to } = period;
  const months = definition.kind === "stock" ? [to] : monthsBetween(from, to);
  const rows = [
    { row: whole, part: wholePart },
    ...groups.map((row) => ({ row, part: { by, group: row.split } })),
  ];
  const counted = rows.map(({ row, part }) =>
    countsOf("breakdown", definition, row, { part, when: { from, to } }, "total"),
  );
  const counts = counted.flatMap((each) => each.counts);
  const byMonth = counts.map(({ id }) => ({
    whole: id,
    parts: months.map((month): CountId => ({ ...id, answer: "series", when: { month } })),
  }));
  return { counts, sums: [...counted.flatMap(({ sums }) => sums), ...byMonth], names };
}

/** The counts of one point or group. In a group without a crime each count is 0. */
function countsOf(
  answer: "series" | "breakdown",
  definition: Counting,
  figures: Figures,
  at: Pick<CountId, "part" | "when">,
  extent: Extent,
): Omit<AnswerCounts, "names"> {
  const id = (what: string): CountId => ({ answer, of: definition.id, what: [what], ...at });
  const shown = columnsOf(definition).map((column) => ({ id: id(column), count: figures[column], extent }));
  if (restOf(definition).length === 0) return { counts: shown, sums: [] };
  const { numerator, denominator } = figures;
  const rest = (denominator ?? 0) - (numerator ?? 0);
  return {
    counts: [...shown, { id: id("rest"), count: rest, extent: null }],
    sums: [{ whole: id("denominator"), parts: [id("numerator"), id("rest")] }],
  };
}

/** The count of a figure in which every row is: a label that is named has at least one. */
export function nameOfRows(answer: "series" | "breakdown", { id, unit }: Counting): CountName {
  return { answer, of: id, what: [unit === "crimes" ? "numerator" : "denominator"] };
}

function columnsOf({ unit, matures_after_days }: Counting): (keyof Figures)[] {
  return [
    ...(unit === "days" ? [] : (["numerator"] as const)),
    ...(unit === "crimes" ? [] : (["denominator"] as const)),
    ...(matures_after_days === null ? [] : (["undated"] as const)),
  ];
}

/** What a share leaves of its denominator. */
function restOf({ unit }: Counting): [string][] {
  return unit === "share" ? [["rest"]] : [];
}
