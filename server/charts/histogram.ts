import { formatCount, type Words } from "../wording/format.ts";
import { bareAxis, countAxis, placeAxis, valueAxis } from "./axes.ts";
import { type ChartOption, chart, inset, layer, type Place, type Space, stops } from "./drawing.ts";
import { palette } from "./palette.ts";
import { axisOf } from "./scale.ts";
import { type Box, plain, quiet, type Shape, upright, words } from "./shapes.ts";

export type HistogramInput = {
  bins: { from_days: number; to_days: number; crimes: number | null }[];
  marks: { title: string; days: number }[];
  /** What is counted. */
  of: Words;
};

/** How many took how long, with the median and the slowest quarter and tenth marked. */
export function histogram({ bins, marks, of }: HistogramInput, place: Place): ChartOption {
  const box = inset(place, 52, 76, 44, 44);
  const most = Math.max(1, ...bins.map(({ crimes }) => crimes ?? 0));
  const crimes = valueAxis(axisOf({ low: 0, high: most }, "crimes"), "crimes");
  return chart(place, "columns", [
    {
      box,
      x: placeAxis(bins.length),
      y: crimes,
      series: [
        stops(bins.map((bin, index) => [index, bin.crimes ?? 0])),
        {
          type: "bar",
          name: of.many,
          data: bins.map((bin) => bin.crimes),
          barCategoryGap: "12%",
          itemStyle: { color: palette.volume },
          emphasis: { itemStyle: { color: palette.ink } },
          tooltip: { show: true },
          z: 2,
        },
        layer(3, ({ x, plot }) => hiddenBins(bins, x, plot)),
      ],
    },
    {
      box,
      x: countAxis((bins.at(-1)?.to_days ?? 0) + 1),
      y: bareAxis(),
      series: [layer(4, (space) => [...markLines(marks, space), daysWords(space)])],
    },
  ]);
}

/** A bin that is too small to show is a mark, not a gap. */
function hiddenBins(bins: HistogramInput["bins"], x: Space["x"], { top, height }: Box): Shape[] {
  return bins.flatMap(({ crimes }, index) =>
    crimes === null
      ? [words("[c]", x(index), top + height - 9, { ...plain, align: "center", size: 11.5 })]
      : [],
  );
}

function markLines(marks: HistogramInput["marks"], { x, plot }: Space): Shape[] {
  return marks.flatMap(({ title, days }, index) => {
    const top = plot.top - 8 - 16 * (marks.length - 1 - index);
    return [
      upright(x(days), top + 2, plot.top + plot.height, palette.accent, 1.6),
      words(`${title} ${formatCount(days)}`, x(days) + 6, top, {
        fill: palette.accent,
        bold: true,
        halo: true,
      }),
    ];
  });
}

function daysWords({ plot }: Space): Shape {
  return words("Days", plot.left, plot.top + plot.height + 36, quiet);
}
