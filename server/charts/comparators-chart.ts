import type { Unit } from "../contract/kpi.ts";
import { formatTick, formatValue } from "../wording/format.ts";
import { type Box, type ChartOption, drawing, insideFrame, type Place } from "./drawing.ts";
import { palette } from "./palette.ts";
import { type Axis, axisOf } from "./scale.ts";
import { rect, type Shape, upright, words } from "./shapes.ts";

/** A figure of an area in a period; `isOwn` is the force's own, which is drawn as a square. */
export type ComparedFigure = { area: string; period: string; value: number; isOwn: boolean };

export type ComparatorsChartInput = { figures: ComparedFigure[]; unit: Unit };

const head = 8;
const foot = 46;

/** Figures that are counted alike, a row each on one scale, in the order given: not a ranking. */
export function comparatorsChart(input: ComparatorsChartInput, place: Place): ChartOption {
  const layout = layoutOf(input, place);
  return drawing(place, [
    ...axisShapes(input, layout),
    ...input.figures.flatMap((figure, index): Shape[] => {
      const top = layout.plot.top + index * layout.row;
      const isChosen = place.cursor === index;
      return [
        ...(isChosen ? [rect(layout.room.left, top + 4, 3, layout.row - 8, palette.ink)] : []),
        ...names(figure, top, layout),
        ...mark(figure, top + layout.row * layout.middle, input.unit, layout),
      ];
    }),
  ]);
}

export function comparatorsHeight(count: number, width: number): number {
  return head + count * (isNarrow(width) ? 48 : 40) + foot;
}

/** The position of the figure under a distance from the chart's top edge; others than those of a row where there is none. */
export function figureUnder(input: ComparatorsChartInput, place: Place, top: number): number {
  const { plot, row } = layoutOf(input, place);
  return Math.floor((top - plot.top) / row);
}

/** Whether names stand above their figures rather than beside them. */
function isNarrow(width: number): boolean {
  return width < 520;
}

type Layout = ReturnType<typeof layoutOf>;

function layoutOf({ figures, unit }: ComparatorsChartInput, place: Place) {
  const room = insideFrame(place);
  const values = figures.map(({ value }) => value);
  const axis: Axis = axisOf({ low: Math.min(...values), high: Math.max(...values) }, unit);
  const beside = isNarrow(room.width) ? 12 : Math.min(room.width * 0.4, 260);
  const left = room.left + beside;
  const plot: Box = {
    left,
    top: room.top + head,
    width: Math.max(room.width - beside - 84, 60),
    height: Math.max(room.height - head - foot, 40),
  };
  return {
    room,
    plot,
    axis,
    row: Math.min(isNarrow(room.width) ? 48 : 40, plot.height / Math.max(figures.length, 1)),
    middle: isNarrow(room.width) ? 0.7 : 0.5,
    x: (value: number) => left + ((value - axis.low) / (axis.high - axis.low)) * plot.width,
  };
}

function axisShapes({ figures, unit }: ComparatorsChartInput, { plot, axis, row, x }: Layout): Shape[] {
  const ticks = Math.round((axis.high - axis.low) / axis.step);
  const stride = Math.ceil((44 * (ticks + 1)) / plot.width);
  const foot = plot.top + figures.length * row;
  return [
    ...Array.from({ length: ticks + 1 }, (_, tick) => axis.low + tick * axis.step)
      .filter((_, tick) => tick % stride === 0)
      .flatMap((value) => [
        upright(x(value), plot.top, foot, palette.line, 1),
        words(formatTick(unit, value), x(value), foot + 14, { fill: palette.muted, align: "center" }),
      ]),
    ...(axis.isCut
      ? [
          words(`Scale begins at ${formatTick(unit, axis.low)}`, plot.left - 12, foot + 34, {
            fill: palette.muted,
          }),
        ]
      : []),
  ];
}

function names({ area, period }: ComparedFigure, top: number, { room, plot, row }: Layout): Shape[] {
  const left = room.left + 8;
  if (isNarrow(room.width)) {
    return [words(`${area}, ${period}`, left, top + 13, { fill: palette.ink, width: room.width - 8 })];
  }
  const width = plot.left - left - 16;
  return [
    words(area, left, top + row / 2 - 8, { fill: palette.ink, bold: true, width }),
    words(period, left, top + row / 2 + 9, { fill: palette.ink2, width }),
  ];
}

function mark({ value, isOwn }: ComparedFigure, middle: number, unit: Unit, { x }: Layout): Shape[] {
  return [
    isOwn
      ? rect(x(value) - 5, middle - 5, 10, 10, palette.accent)
      : { type: "circle", shape: { cx: x(value), cy: middle, r: 5 }, style: { fill: palette.common } },
    words(formatValue(unit, value), x(value) + 11, middle, { fill: palette.ink, bold: isOwn, halo: true }),
  ];
}
