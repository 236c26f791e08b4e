import type { Kpi } from "../contract/kpi.ts";
import { formatAverage, formatMonth, formatNumber, formatRange, formatTick } from "../wording/format.ts";
import { latestJudged } from "../wording/judging.ts";
import { measureWords, sentence } from "../wording/words.ts";
import { bandsOf, unjudgedStretches } from "./bands.ts";
import { palette } from "./palette.ts";
import { spread } from "./scale.ts";
import type { SeriesChartInput } from "./series-input.ts";
import type { SeriesLayout } from "./series-layout.ts";
import { plain, quiet, type Shape, words } from "./shapes.ts";

/** Each line named where it ends, so that no legend is needed; without room beside the plot, `axisWords` says it below. */
export function lineLabels(
  { kpi, points, limits, target }: SeriesChartInput,
  { plot, y, isCompact }: SeriesLayout,
): Shape[] {
  if (isCompact) return [];
  const { unit } = kpi;
  const band = bandsOf(points, limits).at(-1);
  const ofBand = band
    ? [
        {
          at: y(band.mean),
          text: `Average ${formatAverage(unit, band.mean)}`,
          fill: palette.ink,
          bold: true,
        },
        {
          at: y(band.upper),
          text: `Upper limit ${formatAverage(unit, band.upper)}`,
          fill: palette.ink2,
          bold: false,
        },
        {
          at: y(band.lower),
          text: `Lower limit ${formatAverage(unit, band.lower)}`,
          fill: palette.ink2,
          bold: false,
        },
      ]
    : [];
  const ofTarget =
    target === null
      ? []
      : [{ at: y(target), text: targetLabel(kpi, target), fill: palette.accent, bold: true }];
  return spread([...ofBand, ...ofTarget], 17).map(({ at, text, fill, bold }) =>
    words(text, plot.left + plot.width + 9, at, { fill, bold }),
  );
}

/** Why the hatched months are not judged, said above them. */
export function stretchLabels({ points }: SeriesChartInput, { plot, x, isCompact }: SeriesLayout): Shape[] {
  const half = plot.width / Math.max(points.length, 1) / 2;
  const stretches = unjudgedStretches(points);
  return stretches.map(({ from, to, reason }, index) => {
    const atEnd = to === points.length - 1 && from > 0;
    const left = x(from) - half;
    const right = x(to) + half;
    const text = isCompact && stretches.length > 1 ? reason : `${reason}, not judged`;
    const lift = index % 2 === 1 && !atEnd ? 14 : 0;
    return words(text, atEnd ? right : left, plot.top - 10 - lift, {
      ...plain,
      align: atEnd ? "right" : "left",
    });
  });
}

/** What is measured, by which month, and where the axis starts; on a narrow chart the lines' names too. */
export function axisWords({ kpi, points, limits, target }: SeriesChartInput, layout: SeriesLayout): Shape[] {
  const { plot, axis, isCompact } = layout;
  const cut = axis.isCut ? ` Vertical axis starts at ${formatTick(kpi.unit, axis.low)}.` : "";
  const band = bandsOf(points, limits).at(-1);
  const lines = [
    ...(band
      ? [
          `Average ${formatAverage(kpi.unit, band.mean)}, limits ${formatRange(kpi.unit, band.lower, band.upper)}.`,
        ]
      : []),
    ...(target === null ? [] : [`${targetLabel(kpi, target)}.`]),
  ];
  const below = plot.top + plot.height + 38;
  return [
    words(measureWords(kpi), plot.left - 40, plot.top - 36 - 17 * layout.eventRows, quiet),
    words(`${sentence(kpi.basis_title)}.${cut}`, plot.left, below, quiet),
    ...(isCompact ? [words(lines.join(" "), plot.left, below + 17, plain)] : []),
  ];
}

/** The name and latest figure of the recorded crimes below. */
export function stripWords(
  { recorded, points, isPrinted }: SeriesChartInput,
  { plot, strip, isCompact }: SeriesLayout,
): Shape[] {
  if (!strip || !recorded) return [];
  const latest = latestJudged(recorded);
  const inView = latest && points.some(({ month }) => month === latest.month) ? latest : null;
  const named = inView ? `${formatNumber("crimes", inView.value)} in ${formatMonth(inView.month)}` : "";
  return [
    words(
      `Recorded crimes, ${isPrinted ? "same months" : "same filters"}${isCompact && named ? `: ${named}` : ""}`,
      strip.left,
      strip.top - 15,
      { ...quiet, width: isCompact ? plot.width : undefined },
    ),
    ...(isCompact || !named
      ? []
      : [words(named, plot.left + plot.width + 9, strip.top + strip.height - 9, { ...plain, bold: true })]),
  ];
}

/** Says in the middle of the plot that no month has a figure. */
export function emptyWords({ plot }: SeriesLayout): Shape {
  return words("No figure in any of these months", plot.left + plot.width / 2, plot.top + plot.height / 2, {
    ...plain,
    align: "center",
    size: 15,
  });
}

function targetLabel(kpi: Kpi, target: number): string {
  const side = { higher: " or higher", lower: kpi.unit === "days" ? " or fewer" : " or lower", neutral: "" }[
    kpi.better
  ];
  return `Target ${formatTick(kpi.unit, target)}${side}`;
}
