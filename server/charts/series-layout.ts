import type { Space } from "./drawing.ts";
import { type Axis, axisOf, type Domain, domainOf } from "./scale.ts";
import type { SeriesChartInput } from "./series-input.ts";
import type { Box } from "./shapes.ts";

/** Where the parts stand, in pixels. All sizes follow from the chart's own width and height. */
type SeriesParts = {
  plot: Box;
  strip: Box | null;
  stripTop: number;
  axis: Axis;
  /** Too narrow for labels beside the plot: they stand inside it. */
  isCompact: boolean;
  /** Rows above the plot in which events are named. */
  eventRows: number;
};

/** The parts with the pixels that the axes have given them. */
export type SeriesLayout = SeriesParts & Space;

/** Works out from its size where the parts of a series chart stand. */
export function partsOf(input: SeriesChartInput): SeriesParts {
  const { points, limits, target, annotations, recorded, kpi, width, height, frame } = input;
  const isCompact = width < 640;
  const side = frame ? 24 : 0;
  const head = frame ? 76 : 0;
  const foot = frame ? 50 : 0;
  const left = 46 + side;
  const right = (isCompact ? 10 : 132) + side;
  const eventRows = isCompact ? 0 : input.isPrinted ? Math.min(annotations.length, 1) : annotations.length;
  const top = 46 + head + 17 * eventRows;
  const under = isCompact ? 65 : 48;
  const strip = recorded ? 106 : 0;
  const plot: Box = {
    left,
    top,
    width: Math.max(width - left - right, 40),
    height: Math.max(height - top - foot - under - strip, 60),
  };
  const axis = axisOf(withRoomForRun(domainOf(points, limits, target, input.isPrinted), input), kpi.unit);
  return {
    plot,
    strip: recorded ? { ...plot, top: plot.top + plot.height + under + 36, height: 58 } : null,
    stripTop: Math.max(1, ...(recorded ?? []).map(({ value }) => value ?? 0)),
    axis,
    isCompact,
    eventRows,
  };
}

/** Leaves room beyond a run for the bracket that names it. */
function withRoomForRun(domain: Domain | null, { verdict }: SeriesChartInput): Domain | null {
  if (!domain || !verdict?.since || !verdict.direction) return domain;
  const room = (domain.high - domain.low) * 0.16;
  return verdict.direction === "up"
    ? { ...domain, high: domain.high + room }
    : { ...domain, low: Math.max(0, domain.low - room) };
}
