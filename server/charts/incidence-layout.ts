import { type Box, insideFrame, type Place } from "./drawing.ts";
import { endings } from "./endings.ts";

/** Cumulative incidence day by day, by outcome group and `open`, each list as long as `days`. */
export type Curves = {
  days: number[];
  groups: Record<string, (number | null)[]>;
  open: (number | null)[];
  crimes: Record<string, (number | null)[]>;
};

export type IncidenceChartInput = { curves: Curves; horizon: number; fewestAtRisk: number };

/** The ages at which the shares are read off. */
export const readingDays = [28, 90, 180, 365, 730];

/** The stop, by position in `incidenceStops`, that lies nearest to a distance from the chart's left edge. */
export function dayUnder(input: IncidenceChartInput, place: Place, left: number): number {
  const { plot } = layoutOf(input, place);
  if (left < plot.left - 8 || left > plot.left + plot.width + 8) return -1;
  const day = ((left - plot.left) / plot.width) * input.horizon;
  const stops = incidenceStops(input);
  const nearest = Math.min(...stops.map((stop) => Math.abs(stop - day)));
  return stops.findIndex((stop) => Math.abs(stop - day) === nearest);
}

/** The days at which a reader stops: every week, the reading days, and the last day that is followed. */
export function incidenceStops({ curves }: IncidenceChartInput): number[] {
  const last = curves.days.at(-1) ?? 0;
  const weeks = Array.from({ length: Math.floor(last / 7) + 1 }, (_, week) => week * 7);
  return [...new Set([...weeks, ...readingDays.filter((day) => day <= last), last])].toSorted(
    (a, b) => a - b,
  );
}

export function incidenceHeight(width: number): number {
  return width < 640 ? 520 : 460;
}

export type IncidenceLayout = {
  plot: Box;
  isCompact: boolean;
  last: number;
  x: (day: number) => number;
  y: (share: number) => number;
  /** The endings that hold anything, each with the share that lies below it, day by day. */
  stacked: { id: string; title: string; colour: string; below: number[]; above: number[] }[];
};

/** Where the bands of endings lie, stacked, in the space of a chart. */
export function layoutOf({ curves, horizon }: IncidenceChartInput, place: Place): IncidenceLayout {
  const room = insideFrame(place);
  const isCompact = room.width < 640;
  const plot: Box = {
    left: room.left + 44,
    top: room.top + 10,
    width: Math.max(room.width - 44 - (isCompact ? 12 : 196), 60),
    height: Math.max(room.height - 10 - (isCompact ? 76 + 22 * 6 : 54), 80),
  };
  const zero = curves.days.map(() => 0);
  let below = zero;
  const stacked = endings.flatMap(({ id, title, colour }) => {
    const curve = curves.groups[id];
    if (!curve) return [];
    const above = below.map((share, index) => share + (curve[index] ?? 0));
    const band = { id, title, colour, below, above };
    below = above;
    return [band];
  });
  return {
    plot,
    isCompact,
    last: curves.days.at(-1) ?? 0,
    stacked,
    x: (day) => plot.left + (day / horizon) * plot.width,
    y: (share) => plot.top + (1 - share) * plot.height,
  };
}
