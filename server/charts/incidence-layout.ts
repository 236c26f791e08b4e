import { drawnGroups } from "./outcome-groups.ts";

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

/** The days at which a reader stops: every week, the reading days, and the last day that is followed. */
export function incidenceStops({ curves }: IncidenceChartInput): number[] {
  const last = curves.days.at(-1) ?? 0;
  const weeks = Array.from({ length: Math.floor(last / 7) + 1 }, (_, week) => week * 7);
  return [...new Set([...weeks, ...readingDays.filter((day) => day <= last), last])].toSorted(
    (a, b) => a - b,
  );
}

/** The height in pixels of the curves at a width. A narrow chart needs room for the names below the plot. */
export function incidenceHeight(width: number): number {
  return width < 640 ? 520 : 460;
}

/** An outcome group with crimes in it, and the shares that lie below and up to its edge, day by day. */
export type Stacked = { id: string; title: string; colour: string; below: number[]; above: number[] };

/** The outcome groups one upon the other, charged first. */
export function stack({ days, groups }: Curves): Stacked[] {
  let below = days.map(() => 0);
  return drawnGroups.flatMap(({ id, title, colour }) => {
    const curve = groups[id];
    if (!curve) return [];
    const above = below.map((share, index) => share + (curve[index] ?? 0));
    const group = { id, title, colour, below, above };
    below = above;
    return [group];
  });
}
