import { formatMonth, formatValue } from "../wording/format.ts";
import { type Mark, markOfVerdict } from "../wording/judging.ts";
import { sentence } from "../wording/words.ts";
import { palette } from "./palette.ts";
import type { SeriesChartInput } from "./series-input.ts";
import type { SeriesLayout } from "./series-layout.ts";
import { axisWords, emptyWords, lineLabels, stretchLabels, stripWords } from "./series-words.ts";
import { type Shape, strong, words } from "./shapes.ts";

/** Before the lines: every word on the chart. */
export function frontDrawing(input: SeriesChartInput, layout: SeriesLayout): Shape[] {
  return [
    ...lineLabels(input, layout),
    ...stretchLabels(input, layout),
    ...eventWords(input, layout),
    ...runBracket(input, layout),
    ...axisWords(input, layout),
    ...stripWords(input, layout),
    ...(input.points.every(({ value }) => value === null) ? [emptyWords(layout)] : []),
  ];
}

/** Each annotation named at the head of its line, or by its number if paper lists them below; on a narrow chart the page
 * does. */
function eventWords(
  { points, annotations, isPrinted }: SeriesChartInput,
  { plot, x, eventRows, isCompact }: SeriesLayout,
): Shape[] {
  if (isCompact) return [];
  const half = plot.width / Math.max(points.length, 1) / 2;
  return annotations.flatMap(({ month, title, rebase }, row) => {
    const index = points.findIndex((point) => point.month === month);
    if (index < 0) return [];
    const at = x(index) - half;
    const isLate = at > plot.left + plot.width * 0.6;
    const text = `${formatMonth(month)}: ${title}${rebase ? ", limits worked out anew from here" : ""}`;
    if (isPrinted) {
      const before = annotations.slice(0, row).filter((other) => other.month === month).length;
      return [words(`${row + 1}`, at + 5 + before * 12, plot.top - 22, strong)];
    }
    return [
      words(text, isLate ? at - 6 : at + 6, plot.top - 26 - 17 * Math.max(0, eventRows - row - 1), {
        fill: palette.ink,
        align: isLate ? "right" : "left",
        width: isLate ? at - plot.left : plot.left + plot.width - at,
      }),
    ];
  });
}

/** The months that the verdict rests on, bracketed and named. */
function runBracket(
  { points, kpi, verdict }: SeriesChartInput,
  { plot, x, y, isCompact }: SeriesLayout,
): Shape[] {
  if (!verdict?.since || (verdict.months ?? 1) < 3) return [];
  const from = points.findIndex(({ month }) => month === verdict.since);
  const to = points.findIndex(({ month }) => month === verdict.month);
  const latest = points[to];
  if (from < 0 || to < from || !latest) return [];
  const heights = points.slice(from, to + 1).flatMap(({ value }) => (value === null ? [] : [y(value)]));
  const floor = plot.top + plot.height;
  const highest = Math.min(...heights);
  const lowest = Math.max(...heights);
  const above = verdict.direction === "up" ? highest - plot.top > 40 : floor - lowest < 40;
  const at = above ? highest - 15 : lowest + 15;
  const fill = colourOf(markOfVerdict(verdict));
  const tip = above ? at + 6 : at - 6;
  const text = sentence(
    isCompact ? verdict.words : `${verdict.words}, latest ${formatValue(kpi.unit, latest.value, kpi.words)}`,
  );
  const fits = x(to) - plot.left > text.length * 7;
  return [
    {
      type: "polyline",
      shape: {
        points: [
          [x(from), tip],
          [x(from), at],
          [x(to), at],
          [x(to), tip],
        ],
      },
      style: { stroke: fill, lineWidth: 1.6, fill: "none" },
    },
    words(text, fits ? x(to) : plot.left + 4, above ? at - 11 : at + 12, {
      fill,
      bold: true,
      halo: true,
      align: fits ? "right" : "left",
      size: 13.5,
    }),
  ];
}

function colourOf(kind: Mark): string {
  return {
    improvement: palette.improvement,
    concern: palette.concern,
    signal: palette.signal,
    common: palette.ink2,
    unjudged: palette.ink2,
  }[kind];
}
