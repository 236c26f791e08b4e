import type { BarSeriesOption } from "echarts/charts";
import { shownCount } from "../wording/format.ts";
import { bareAxis, placeAxis, rowAxis, valueAxis } from "./axes.ts";
import { type ChartOption, chart, insideFrame, layer, type Place, rowStops } from "./drawing.ts";
import { palette } from "./palette.ts";
import { axisOf } from "./scale.ts";
import { labels } from "./series.ts";
import { type Box, plain, rect, type Shape, words } from "./shapes.ts";

/** One row of parts that add up: a team's open crimes by age. */
export type BarRow = {
  title: string;
  total: number | null;
  parts: { title: string; crimes: number | null }[];
};

/** From young to old; the older, the darker. */
const shades = ["#d5dce2", "#a9b6c3", "#7089a4", "#40597b", palette.accent];

const foot = 30;

/** Rows of parts on one scale, the total written at the end of each. */
export function barsChart(rows: BarRow[], place: Place): ChartOption {
  const room = insideFrame(place);
  const { head, columns } = headOf(rows, room.width);
  const names = Math.min(room.width * 0.34, 260);
  const box: Box = {
    ...room,
    top: room.top + head,
    height: Math.min(34 * rows.length, room.height - head - foot),
  };
  const most = Math.max(
    ...rows.map(({ parts }) => parts.reduce((sum, { crimes }) => sum + (crimes ?? 0), 0)),
  );
  const axis = axisOf({ low: 0, high: Math.max(1, most) }, "crimes");
  return chart(place, "rows", [
    {
      box,
      x: bareAxis(),
      y: rowAxis(rows, names - 16),
      series: [rowStops(rows.length), layer(3, () => key(rows, room, columns))],
    },
    {
      box: { ...box, left: room.left + names, width: room.width - names - 56 },
      x: valueAxis(axis, "crimes"),
      y: placeAxis(rows.length, true),
      series: stackOf(rows),
    },
  ]);
}

/** The height in pixels that so many rows of bars need at a width. */
export function barsHeight(rows: BarRow[], width: number): number {
  return headOf(rows, width).head + foot + rows.length * 34;
}

/** One series for each part, and one of no length that carries the totals. */
function stackOf(rows: BarRow[]): BarSeriesOption[] {
  const look = { type: "bar" as const, stack: "parts", barWidth: 22, z: 2 };
  const parts = rows[0]?.parts ?? [];
  const totalOf = (index: number) => shownCount(rows[index]?.total ?? null);
  return [
    ...parts.map(({ title }, part) => ({
      ...look,
      name: title,
      data: rows.map((row) => row.parts[part]?.crimes || null),
      itemStyle: { color: shadeOf(part, parts.length), borderColor: palette.paper, borderWidth: 0.5 },
    })),
    {
      ...look,
      name: "totals",
      data: rows.map(() => 0),
      label: { ...labels(palette.ink, totalOf), position: "right", fontWeight: 600 },
    },
  ];
}

/** The shades named above the rows, side by side or, without room, two abreast. */
function key(rows: BarRow[], room: Box, columns: number): Shape[] {
  const titles = rows[0]?.parts.map(({ title }) => title) ?? [];
  return titles.flatMap((title, index) => {
    const left = room.left + (index % columns) * (room.width / columns);
    const top = room.top + Math.floor(index / columns) * 18;
    return [
      rect(left, top, 12, 12, shadeOf(index, titles.length)),
      words(title, left + 18, top + 6, { ...plain, width: room.width / columns - 22 }),
    ];
  });
}

function headOf(rows: BarRow[], width: number): { head: number; columns: number } {
  const parts = rows[0]?.parts.length ?? 1;
  const columns = width < 640 ? Math.min(2, parts) : parts;
  return { head: 12 + Math.ceil(parts / columns) * 18, columns };
}

function shadeOf(index: number, length: number): string {
  return shades[shades.length - length + index] ?? shades[index % shades.length] ?? palette.volume;
}
