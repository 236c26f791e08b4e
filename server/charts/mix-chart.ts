import { shownValue } from "../wording/format.ts";
import { type Box, type ChartOption, drawing, insideFrame, type Place } from "./drawing.ts";
import { endings, endingTitle } from "./endings.ts";
import { palette } from "./palette.ts";
import { spread } from "./scale.ts";
import { monthTicks } from "./series-layout.ts";
import { hatch, rect, type Shape, upright, words } from "./shapes.ts";

/** One month's crimes by how they ended, each ending's share from 0 to 1; null where too few to show. */
export type MixMonth = { month: string; shares: Record<string, number | null>; isJudged: boolean };

/** From the foot of a column up. */
export const stacked = [
  ...endings.map(({ id, colour }) => ({ id, colour: colour as string })),
  { id: "open", colour: palette.open as string },
];

/** Every month's endings stacked to 100 %, the latest month that may be judged named beside them. */
export function mixChart(months: MixMonth[], place: Place): ChartOption {
  const layout = layoutOf(months, place);
  if (!months.some(isWhole)) return drawing(place, [...grid(months, layout), ...nothingShown(layout)]);
  return drawing(place, [
    ...months.flatMap((month, index) => column(month, index, layout)),
    ...grid(months, layout),
    ...labels(months, layout),
    ...cursorFrame(layout, place.cursor),
  ]);
}

/** The position of the month under a distance from the chart's left edge; -1 beside the columns. */
export function mixMonthAt(months: MixMonth[], place: Place, left: number): number {
  const { plot, step } = layoutOf(months, place);
  return left < plot.left || left > plot.left + plot.width ? -1 : Math.floor((left - plot.left) / step);
}

export function mixHeight(width: number): number {
  return width < 640 ? 480 : 380;
}

/** The latest month that may be judged, else the latest; undefined without any that can be drawn. */
export function latestMix(months: MixMonth[]): MixMonth | undefined {
  const drawn = months.filter(isWhole);
  return drawn.findLast(({ isJudged }) => isJudged) ?? drawn.at(-1);
}

type Layout = { plot: Box; step: number; isCompact: boolean; y: (share: number) => number };

function layoutOf(months: MixMonth[], place: Place): Layout {
  const room = insideFrame(place);
  const isCompact = room.width < 640;
  const plot: Box = {
    left: room.left + 44,
    top: room.top + 10,
    width: Math.max(room.width - 44 - (isCompact ? 12 : 206), 60),
    height: Math.max(room.height - 10 - (isCompact ? 40 + 22 * (stacked.length + 1) : 32), 80),
  };
  return {
    plot,
    isCompact,
    step: plot.width / Math.max(months.length, 1),
    y: (share) => plot.top + (1 - share) * plot.height,
  };
}

/** Whether a month has crimes and none of its endings is hidden: a column with a hole in it would be a wrong column. */
function isWhole({ shares }: MixMonth): boolean {
  const known = Object.values(shares);
  return known.some((share) => share !== null && share > 0) && !known.includes(null);
}

function column(month: MixMonth, index: number, { plot, step, y }: Layout): Shape[] {
  if (!isWhole(month)) return [];
  const left = plot.left + index * step;
  const width = Math.max(1, step - Math.min(2, step / 5));
  const bars = bandsOf(month).flatMap(({ id, colour, below, above }): Shape[] => {
    const height = y(below) - y(above);
    const seam = height > 4 ? 1.25 : 0;
    const bar = rect(left, y(above) + seam, width, height - seam, colour);
    return id === "open" ? [bar, ...hatch(left, y(above), width, height, palette.openHatch, 0)] : [bar];
  });
  const veil = month.isJudged ? [] : hatch(left, plot.top, width, plot.height, palette.hatch, 0.5);
  return [...bars, ...veil];
}

function bandsOf({ shares }: MixMonth): { id: string; colour: string; below: number; above: number }[] {
  let below = 0;
  return stacked.flatMap(({ id, colour }) => {
    const share = shares[id] ?? 0;
    const band = { id, colour, below, above: below + share };
    below += share;
    return share > 0 ? [band] : [];
  });
}

function grid(months: MixMonth[], { plot, step, y }: Layout): Shape[] {
  const { starts, labels: named } = monthTicks(
    months.map(({ month }) => month),
    plot.width,
  );
  const foot = plot.top + plot.height;
  return [
    ...[0, 0.25, 0.5, 0.75, 1].map((share) =>
      words(`${share * 100}${share === 1 ? "%" : ""}`, plot.left - 9, y(share), {
        fill: palette.muted,
        align: "right",
      }),
    ),
    rect(plot.left, foot, plot.width, 1, palette.lineStrong),
    ...[...starts].map((index) => upright(plot.left + index * step, foot, foot + 5, palette.lineStrong, 1)),
    ...[...named].map(([index, text]) =>
      words(text, plot.left + (index + 0.5) * step, foot + 17, {
        fill: palette.ink2,
        bold: true,
        align: "center",
      }),
    ),
  ];
}

function nothingShown({ plot }: Layout): Shape[] {
  const middle = { x: plot.left + plot.width / 2, y: plot.top + plot.height / 2 };
  const reason = "Some endings are too few to show, so they cannot be stacked: see the table";
  return [words(reason, middle.x, middle.y, { fill: palette.ink2, align: "center", width: plot.width })];
}

/** Each ending named beside the columns with its share; on a narrow chart below them. */
function labels(months: MixMonth[], { plot, y, isCompact }: Layout): Shape[] {
  const month = latestMix(months);
  if (!month) return [];
  const bands = bandsOf(month).map(({ id, colour, below, above }) => ({
    colour,
    at: y((below + above) / 2),
    text: endingTitle(id),
    share: shownValue("share", month.shares[id] ?? null),
  }));
  const edge = plot.left + plot.width;
  if (isCompact) {
    return bands.toReversed().flatMap(({ colour, text, share }, row) => {
      const at = plot.top + plot.height + 46 + row * 22;
      return [
        rect(plot.left - 40, at - 7, 13, 13, colour),
        words(`${text}: ${share}`, plot.left - 20, at, { fill: palette.ink }),
      ];
    });
  }
  const [highest, lowest] = [plot.top + 14, plot.top + plot.height - 16];
  const held = bands.map((band) => ({ ...band, at: Math.min(lowest, Math.max(highest, band.at)) }));
  const placed = spread(held, 36);
  const lift = Math.max(0, highest - (placed[0]?.at ?? highest));
  return placed.flatMap(({ at, colour, text, share }) => [
    rect(edge + 12, at + lift - 15, 5, 30, colour),
    words(text, edge + 24, at + lift - 8, { fill: palette.ink, bold: true, size: 13 }),
    words(share, edge + 24, at + lift + 9, { fill: palette.ink2 }),
  ]);
}

function cursorFrame({ plot, step }: Layout, cursor: number | null): Shape[] {
  if (cursor === null) return [];
  const style = { fill: "none", stroke: palette.ink, lineWidth: 2 };
  const box = { x: plot.left + cursor * step - 1, y: plot.top - 3, width: step + 1, height: plot.height + 6 };
  return [{ type: "rect", shape: box, style }];
}
