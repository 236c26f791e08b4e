import type { CustomSeriesOption } from "echarts/charts";
import type { Better, Kind, Unit } from "../contract/kpi.ts";
import type { Point } from "../contract/series.ts";
import { formatCounts, formatMonth, formatValue, type Words } from "../wording/format.ts";
import { latestShown } from "../wording/judging.ts";
import { bareAxis, monthEnds, valueEnds } from "./axes.ts";
import { type ChartOption, chart, insideFrame, layer, type Place, type Plot } from "./drawing.ts";
import { latestRing, monthLines, monthMarks, unjudgedHatch } from "./month-series.ts";
import { palette } from "./palette.ts";
import { type Domain, domainOf } from "./scale.ts";
import { type Box, type Shape, strong, words } from "./shapes.ts";

/** A group's months. `isApart`: it has its own scale, because its few crimes would set the scale of all. */
type SmallMultiple = { title: string; points: Point[]; isApart: boolean };

export type GroupsChartInput = {
  groups: SmallMultiple[];
  kind: Kind;
  unit: Unit;
  better: Better;
  words: Words;
};

const cellHeight = 158;

/** Room for the numbers of the value axis. */
const axisRoom = 42;

/** Small charts on one scale, so that they can be compared, each with its latest month that may be judged. */
export function groupsChart(
  { groups, kind, unit, better, words: of }: GroupsChartInput,
  place: Place,
): ChartOption {
  const room = insideFrame(place);
  const cells = cellsOf(groups.length, place);
  const shared = domainOf(
    groups.filter(({ isApart }) => !isApart).flatMap(({ points }) => points),
    null,
    null,
  );
  return chart(place, "items", [
    {
      box: room,
      x: bareAxis(room.left, room.left + room.width),
      y: { ...bareAxis(room.top, room.top + room.height), inverse: true },
      series: [
        cellsUnder(cells),
        layer(3, () =>
          cells.flatMap((cell, index) => heading(groups[index], { kind, unit, words: of }, cell)),
        ),
      ],
    },
    ...cells.flatMap((cell, index) => {
      const group = groups[index];
      if (!group) return [];
      const domain = group.isApart ? domainOf(group.points, null, null) : shared;
      return [smallPlot(group.points, { kind, unit, better, domain }, cell)];
    }),
  ]);
}

/** The height in pixels that so many small charts need at a width. */
export function groupsHeight(count: number, width: number): number {
  return Math.ceil(count / columnsIn(width)) * cellHeight;
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

/** The stops: the ground of each small chart, seen only while it is read. */
function cellsUnder(cells: Box[]): CustomSeriesOption {
  return {
    type: "custom",
    name: "stops",
    silent: false,
    tooltip: { show: true },
    z: 1,
    data: cells.map(({ left, top, width, height }) => [left + width / 2, top + height / 2]),
    renderItem: ({ dataIndex }) => {
      const { left = 0, top = 0, width = 0, height = 0 } = cells[dataIndex] ?? {};
      return {
        type: "rect",
        shape: { x: left - 8, y: top, width: width + 16, height: height - 8 },
        style: { fill: palette.paper, opacity: 0 },
        emphasis: { style: { fill: palette.ink, opacity: 0.06 } },
      };
    },
  };
}

function heading(
  group: SmallMultiple | undefined,
  { kind, unit, words: of }: Pick<GroupsChartInput, "kind" | "unit" | "words">,
  { left, top, width }: Box,
): Shape[] {
  if (!group) return [];
  const latest = latestShown({ kind }, group.points);
  const said = latest
    ? [
        formatValue(unit, latest.value, of),
        unit === "crimes" ? "" : formatCounts(latest.numerator, latest.denominator, of),
        formatMonth(latest.month),
      ]
        .filter(Boolean)
        .join(", ")
    : "No figure yet";
  return [
    words(`${group.title}${group.isApart ? ", on its own scale" : ""}`, left, top + 10, {
      ...strong,
      size: 13.5,
      width,
    }),
    words(said, left, top + 29, { fill: palette.ink2, width }),
  ];
}

function smallPlot(
  points: Point[],
  { kind, unit, better, domain }: Omit<GroupsChartInput, "groups" | "words"> & { domain: Domain | null },
  cell: Box,
): Plot {
  const box: Box = {
    left: cell.left + axisRoom,
    top: cell.top + 44,
    width: cell.width - axisRoom,
    height: Math.max(cell.height - 44 - 36, 12),
  };
  const size = Math.min(1, Math.max(0.6, box.width / points.length / 8)) * 0.75;
  return {
    box,
    x: monthEnds(points),
    y: valueEnds(domain, unit),
    series: [
      layer(1, (space) => unjudgedHatch(points, space)),
      ...monthLines(points),
      monthMarks(points, better, size),
      layer(5, (space) => latestRing(kind, points, space, 5.5)),
    ],
  };
}
