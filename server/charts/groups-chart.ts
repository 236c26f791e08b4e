import type { Better, Unit } from "../contract/kpi.ts";
import type { Point } from "../contract/series.ts";
import { formatCounts, formatMonth, formatTick, formatValue } from "../wording/format.ts";
import { isJudged, latestJudged, markOf } from "../wording/judging.ts";
import { unbroken, unjudgedStretches } from "./bands.ts";
import { type Box, type ChartOption, drawing, insideFrame, type Place } from "./drawing.ts";
import { markShape } from "./mark-shape.ts";
import { palette } from "./palette.ts";
import { type Domain, domainOf } from "./scale.ts";
import { hatch, rect, ring, rule, type Shape, words } from "./shapes.ts";

/** A group's months. `isApart`: on a scale of its own, since few crimes would set that of all. */
type SmallMultiple = { title: string; points: Point[]; isApart: boolean };

export type GroupsChartInput = { groups: SmallMultiple[]; unit: Unit; better: Better };

const cellHeight = 158;

/** Room for the numbers of the value axis. */
const axisRoom = 42;

/** Small charts on one scale, so that they can be compared, each with its latest month that may be judged. */
export function groupsChart({ groups, unit, better }: GroupsChartInput, place: Place): ChartOption {
  const cells = cellsOf(groups.length, place);
  const shared = domainOf(
    groups.filter(({ isApart }) => !isApart).flatMap(({ points }) => points),
    null,
    null,
  );
  return drawing(
    place,
    groups.flatMap((group, index): Shape[] => {
      const cell = cells[index];
      if (!cell) return [];
      const domain = group.isApart ? domainOf(group.points, null, null) : shared;
      return [
        ...(place.cursor === index ? [rect(cell.left - 10, cell.top, 3, cell.height - 14, palette.ink)] : []),
        ...heading(group, unit, cell),
        ...months(group, { unit, better, domain }, cell),
      ];
    }),
  );
}

export function groupsHeight(count: number, width: number): number {
  return Math.ceil(count / columnsIn(width)) * cellHeight;
}

/** The position of the group under a point of the chart; -1 between or beside them. */
export function groupAt(count: number, place: Place, x: number, y: number): number {
  return cellsOf(count, place).findIndex(
    ({ left, top, width, height }) => x >= left && x < left + width && y >= top && y < top + height,
  );
}

function columnsIn(width: number): number {
  return Math.max(1, Math.min(4, Math.floor(width / 300)));
}

/** One box for each group, row by row; a picture's own size decides how many stand in a row. */
function cellsOf(count: number, place: Place): Box[] {
  const room = insideFrame(place);
  const columns = place.frame
    ? Math.max(1, Math.ceil(Math.sqrt((count * room.width) / room.height / 1.9)))
    : columnsIn(room.width);
  const rows = Math.max(1, Math.ceil(count / columns));
  const width = room.width / columns;
  const height = Math.min(cellHeight, room.height / rows);
  return Array.from({ length: count }, (_, index) => ({
    left: room.left + (index % columns) * width + 12,
    top: room.top + Math.floor(index / columns) * height,
    width: width - 24,
    height,
  }));
}

function heading({ title, points, isApart }: SmallMultiple, unit: Unit, { left, top, width }: Box): Shape[] {
  const latest = latestJudged(points);
  const said = latest
    ? [
        formatValue(unit, latest.value),
        unit === "crimes" ? "" : formatCounts(latest.numerator, latest.denominator),
        formatMonth(latest.month),
      ]
        .filter(Boolean)
        .join(", ")
    : "No figure yet";
  return [
    words(`${title}${isApart ? ", on its own scale" : ""}`, left, top + 10, {
      fill: palette.ink,
      bold: true,
      size: 13.5,
      width,
    }),
    words(said, left, top + 29, { fill: palette.ink2, width }),
  ];
}

function months(
  { points }: SmallMultiple,
  { unit, better, domain }: { unit: Unit; better: Better; domain: Domain | null },
  cell: Box,
): Shape[] {
  const plot: Box = {
    left: cell.left + axisRoom,
    top: cell.top + 44,
    width: cell.width - axisRoom,
    height: Math.max(cell.height - 44 - 36, 12),
  };
  const step = plot.width / Math.max(points.length, 1);
  const x = (index: number) => plot.left + (index + 0.5) * step;
  const y = scaleOf(domain, plot);
  const places = points.map((point, index) => {
    const at = point.value === null ? null : y(point.value);
    const isInside = at !== null && at >= plot.top - 3 && at <= plot.top + plot.height + 3;
    return isInside ? { x: x(index), y: at, point } : null;
  });
  const size = Math.min(1, Math.max(0.6, step / 8));
  const latest = latestJudged(points);
  const foot = plot.top + plot.height + 14;
  const [first, last] = [points[0], points.at(-1)];
  return [
    ...unjudgedStretches(points).flatMap(({ from, to }) =>
      hatch(x(from) - step / 2, plot.top, x(to) - x(from) + step, plot.height),
    ),
    rect(plot.left, plot.top + plot.height, plot.width, 1, palette.line),
    ...ends(domain).flatMap((value) => [
      rule(plot.left - 4, plot.left, y(value), palette.lineStrong, 1),
      words(formatTick(unit, value), plot.left - 7, y(value), {
        fill: palette.muted,
        align: "right",
        size: 12,
      }),
    ]),
    ...unbroken(places, (one) => one !== null).map((run) => line(run, 1, palette.trace, [2, 2])),
    ...unbroken(places, (one) => one !== null && isJudged(one.point)).map((run) =>
      line(run, 1.3, palette.trace),
    ),
    ...places.flatMap((one) =>
      one
        ? [
            markShape(markOf(one.point, better), one.x, one.y, size * 0.75),
            ...(one.point === latest ? [ring(one.x, one.y, 5.5)] : []),
          ]
        : [],
    ),
    words(first ? formatMonth(first.month) : "", plot.left, foot, { fill: palette.muted, size: 12 }),
    ...(last && points.length > 1
      ? [
          words(formatMonth(last.month), plot.left + plot.width, foot, {
            fill: palette.muted,
            align: "right",
            size: 12,
          }),
        ]
      : []),
  ];
}

/** The lowest and the highest judged month: what the scale runs between. */
function ends(domain: Domain | null): number[] {
  if (!domain) return [];
  return domain.low === domain.high ? [domain.low] : [domain.low, domain.high];
}

function scaleOf(domain: Domain | null, plot: Box): (value: number) => number {
  const { low, high } = domain ?? { low: 0, high: 1 };
  const room = (high - low) * 0.06 || Math.abs(high) * 0.1 || 1;
  return (value) => plot.top + ((high + room - value) / (high - low + 2 * room)) * plot.height;
}

function line(
  run: ({ x: number; y: number } | null)[],
  lineWidth: number,
  stroke: string,
  lineDash?: number[],
): Shape {
  const points = run.flatMap((one) => (one ? [[one.x, one.y]] : []));
  const style = { stroke, lineWidth, fill: "none", ...(lineDash && { lineDash }) };
  return { type: "polyline", shape: { points }, style };
}
