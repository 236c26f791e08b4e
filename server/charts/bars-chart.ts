import { formatCount, shownCount } from "../wording/format.ts";
import { type Box, type ChartOption, drawing, insideFrame, type Place } from "./drawing.ts";
import { palette } from "./palette.ts";
import { rect, type Shape, upright, words } from "./shapes.ts";

/** One row of parts that add up: a team's open crimes by age. */
export type BarRow = {
  title: string;
  total: number | null;
  parts: { title: string; crimes: number | null }[];
};

/** From young to old; the older, the darker. */
const shades = ["#d5dce2", "#a9b6c3", "#7089a4", "#40597b", palette.charged];

/** Rows of parts on one scale, the total and the oldest part written at the end of each. */
export function barsChart(rows: BarRow[], place: Place): ChartOption {
  const { room, row, names, x, head, columns } = rowLayout(rows, place);
  const titles = rows[0]?.parts.map(({ title }) => title) ?? [];
  return drawing(place, [
    ...titles.flatMap((title, index): Shape[] => {
      const left = room.left + (index % columns) * (room.width / columns);
      const top = room.top + Math.floor(index / columns) * 18;
      return [
        rect(left, top, 12, 12, shadeOf(index, titles.length)),
        words(title, left + 18, top + 6, { fill: palette.ink2, width: room.width / columns - 22 }),
      ];
    }),
    ...rows.flatMap(({ title, total, parts }, index): Shape[] => {
      const top = room.top + head + index * row;
      let from = 0;
      const bars = parts.flatMap(({ crimes }, part): Shape[] => {
        const width = x(crimes ?? 0);
        const bar = rect(
          room.left + names + from,
          top + 6,
          Math.max(0, width - 1),
          row - 12,
          shadeOf(part, parts.length),
        );
        from += width;
        return width > 0 ? [bar] : [];
      });
      return [
        words(title, room.left + 8, top + row / 2, {
          fill: palette.ink,
          bold: true,
          width: names - 16,
          wraps: true,
          size: 13,
        }),
        ...bars,
        words(shownCount(total), room.left + names + from + 8, top + row / 2, {
          fill: palette.ink,
          bold: true,
        }),
        ...(place.cursor === index ? [rect(room.left, top + 4, 3, row - 8, palette.ink)] : []),
      ];
    }),
  ]);
}

export function barsHeight(rows: BarRow[], width: number): number {
  return headOf(rows, width).head + 10 + rows.length * 34;
}

export function rowUnder(rows: BarRow[], place: Place, top: number): number {
  const { room, row, head } = rowLayout(rows, place);
  return Math.floor((top - room.top - head) / row);
}

function rowLayout(rows: BarRow[], place: Place) {
  const room = insideFrame(place);
  const names = Math.min(room.width * 0.34, 260);
  const most = Math.max(
    1,
    ...rows.map(({ parts }) => parts.reduce((sum, { crimes }) => sum + (crimes ?? 0), 0)),
  );
  const { head, columns } = headOf(rows, room.width);
  const row = Math.min(34, (room.height - head - 10) / Math.max(rows.length, 1));
  return {
    room,
    row,
    names,
    head,
    columns,
    x: (crimes: number) => (crimes / most) * (room.width - names - 56),
  };
}

/** The shades named above the rows, side by side or, without room, two abreast. */
function headOf(rows: BarRow[], width: number): { head: number; columns: number } {
  const parts = rows[0]?.parts.length ?? 1;
  const columns = width < 640 ? Math.min(2, parts) : parts;
  return { head: 12 + Math.ceil(parts / columns) * 18, columns };
}

function shadeOf(index: number, length: number): string {
  return shades[shades.length - length + index] ?? shades[index % shades.length] ?? palette.volume;
}

export type HistogramInput = {
  bins: { from_days: number; to_days: number; crimes: number | null }[];
  marks: { title: string; days: number }[];
};

/** How many crimes took how long, with the median and the slowest quarter and tenth marked. */
export function histogram({ bins, marks }: HistogramInput, place: Place): ChartOption {
  const { plot, x, y, most } = histogramLayout(bins, place);
  const bottom = plot.top + plot.height;
  const every = Math.max(1, Math.ceil((bins.length * 44) / plot.width));
  return drawing(place, [
    ...[0.5, 1].map((part) =>
      words(formatCount(Math.round(most * part)), plot.left - 8, y(most * part), {
        fill: palette.muted,
        align: "right",
      }),
    ),
    ...bins.flatMap(({ from_days, to_days, crimes }, index): Shape[] => [
      rect(
        x(from_days) + 1,
        y(crimes ?? 0),
        Math.max(1, x(to_days + 1) - x(from_days) - 2),
        bottom - y(crimes ?? 0),
        place.cursor === index ? palette.ink : palette.volume,
      ),
      ...(crimes === null
        ? [
            words("[c]", (x(from_days) + x(to_days + 1)) / 2, bottom - 9, {
              fill: palette.ink2,
              align: "center",
              size: 11.5,
            }),
          ]
        : []),
      ...(index % every === 0
        ? [words(String(from_days), x(from_days), bottom + 14, { fill: palette.ink2, align: "center" })]
        : []),
    ]),
    rect(plot.left, bottom, plot.width, 1, palette.lineStrong),
    words("Days", plot.left, bottom + 32, { fill: palette.muted }),
    ...marks.flatMap(({ title, days }, index): Shape[] => [
      upright(x(days), plot.top - 6 - 16 * (marks.length - 1 - index), bottom, palette.accent, 1.6),
      words(`${title} ${formatCount(days)}`, x(days) + 6, plot.top - 8 - 16 * (marks.length - 1 - index), {
        fill: palette.accent,
        bold: true,
        halo: true,
      }),
    ]),
  ]);
}

export function binUnder(bins: HistogramInput["bins"], place: Place, left: number): number {
  const { x } = histogramLayout(bins, place);
  return bins.findIndex(({ from_days, to_days }) => left >= x(from_days) && left < x(to_days + 1));
}

function histogramLayout(bins: HistogramInput["bins"], place: Place) {
  const room = insideFrame(place);
  const plot: Box = {
    left: room.left + 44,
    top: room.top + 52,
    width: Math.max(room.width - 120, 80),
    height: Math.max(room.height - 96, 60),
  };
  const last = (bins.at(-1)?.to_days ?? 0) + 1;
  const most = Math.max(1, ...bins.map(({ crimes }) => crimes ?? 0));
  return {
    plot,
    most,
    x: (days: number) => plot.left + (days / last) * plot.width,
    y: (crimes: number) => plot.top + (1 - crimes / most) * plot.height,
  };
}
