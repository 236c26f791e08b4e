import type { Unit } from "../contract/kpi.ts";
import { formatTick, formatValue } from "../wording/format.ts";
import { bareAxis, placeAxis, valueAxis } from "./axes.ts";
import { type ChartOption, chart, insideFrame, layer, type Place, rowStops } from "./drawing.ts";
import { palette } from "./palette.ts";
import { axisOf } from "./scale.ts";
import { dots, labels } from "./series.ts";
import { type Box, plain, quiet, type Shape, strong, words } from "./shapes.ts";

/** A figure of an area in a period; `isOwn` is the force's own, which is drawn as a square. */
export type ComparedFigure = { area: string; period: string; value: number; isOwn: boolean };

export type ComparatorsChartInput = { figures: ComparedFigure[]; unit: Unit };

const head = 8;
const foot = 46;

/** Figures that are counted alike, a row each on one scale, in the order given: not a ranking. */
export function comparatorsChart({ figures, unit }: ComparatorsChartInput, place: Place): ChartOption {
  const room = insideFrame(place);
  const isCompact = isNarrow(room.width);
  const values = figures.map(({ value }) => value);
  const axis = axisOf({ low: Math.min(...values), high: Math.max(...values) }, unit);
  const beside = isCompact ? 12 : Math.min(room.width * 0.4, 260);
  const row = Math.min(rowHeight(room.width), Math.max(room.height - head - foot, 40) / figures.length);
  const rows: Box = { ...room, top: room.top + head, height: row * figures.length };
  const plot: Box = {
    ...rows,
    top: rows.top + (isCompact ? 8 : 0),
    left: room.left + beside,
    width: Math.max(room.width - beside - 84, 60),
  };
  const said = labels(palette.ink, (index) => formatValue(unit, figures[index]?.value ?? null));
  const cut = axis.isCut ? `Scale begins at ${formatTick(unit, axis.low)}` : "";
  return chart(place, "rows", [
    {
      box: rows,
      x: bareAxis(),
      y: placeAxis(figures.length, true),
      series: [
        rowStops(figures.length),
        layer(3, ({ y }) =>
          figures.flatMap((figure, index) =>
            isCompact
              ? oneLine(figure, rows, y(index) - 14)
              : twoLines(figure, { ...rows, width: beside }, y(index)),
          ),
        ),
      ],
    },
    {
      box: plot,
      x: valueAxis(axis, unit),
      y: placeAxis(figures.length, true),
      series: [
        {
          ...dots("figures", figures.map(placeOf), 10, palette.common),
          label: { ...said, position: "right" },
        },
        layer(3, () => [words(cut, plot.left - 12, rows.top + rows.height + 38, quiet)]),
      ],
    },
  ]);
}

function placeOf({ value, isOwn }: ComparedFigure, index: number) {
  const own = { symbol: "rect", itemStyle: { color: palette.accent }, label: { fontWeight: 600 as const } };
  return { value: [value, index], ...(isOwn && own) };
}

/** The height in pixels that so many figures need at a width. */
export function comparatorsHeight(count: number, width: number): number {
  return head + count * rowHeight(width) + foot;
}

/** On a narrow chart names stand above their figures rather than beside them. */
function rowHeight(width: number): number {
  return isNarrow(width) ? 48 : 40;
}

function isNarrow(width: number): boolean {
  return width < 520;
}

function oneLine({ area, period }: ComparedFigure, { left, width }: Box, y: number): Shape[] {
  return [words(`${area}, ${period}`, left + 8, y, { fill: palette.ink, width: width - 8 })];
}

function twoLines({ area, period }: ComparedFigure, { left, width }: Box, y: number): Shape[] {
  return [
    words(area, left + 8, y - 8, { ...strong, width: width - 24 }),
    words(period, left + 8, y + 9, { ...plain, width: width - 24 }),
  ];
}
