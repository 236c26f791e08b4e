import type { LineSeriesOption, ScatterSeriesOption } from "echarts/charts";
import type { BreakdownGroup, FunnelLimit } from "../contract/breakdown.ts";
import { formatTick, formatValue } from "../wording/format.ts";
import { fewestToJudge } from "../wording/judging.ts";
import { countAxis, valueAxis } from "./axes.ts";
import { type ChartOption, chart, inset, insideFrame, layer, type Place, type Space } from "./drawing.ts";
import { palette } from "./palette.ts";
import { axisOf, spread } from "./scale.ts";
import { dots, line } from "./series.ts";
import { band, plain, quiet, ring, type Shape, strong, words } from "./shapes.ts";

export type FunnelPlotInput = {
  centre: number;
  limits: FunnelLimit[];
  /** The groups that are large enough to be judged, with their names. */
  groups: (BreakdownGroup & { title: string; value: number; denominator: number })[];
};

/** Each group by its size and its share, with the limits that chance alone would give a group of that size. */
export function funnelPlot({ centre, limits, groups }: FunnelPlotInput, place: Place): ChartOption {
  const box = inset(place, 22, insideFrame(place).width < 640 ? 16 : 92, 46, 46);
  const most = Math.max(fewestToJudge, ...groups.map(({ denominator }) => denominator)) * 1.06;
  const inView = limits.filter(({ denominator }) => denominator >= fewestToJudge);
  const seen = [
    ...groups.map(({ value }) => value),
    ...inView.flatMap(({ lower_95, upper_95 }) => [lower_95, upper_95]),
  ];
  const shares = axisOf({ low: Math.min(...seen), high: Math.max(...seen) }, "share");
  const drawn = limits.filter(({ denominator }) => denominator <= most);
  return chart(place, "items", [
    {
      box,
      x: countAxis(most),
      y: valueAxis(shares, "share"),
      series: [
        groupDots(groups),
        { ...layer(1, (space) => [bandOf(drawn, space)]), clip: true },
        line(
          "whole",
          [0, most].map((size) => [size, centre]),
          { color: palette.ink2, width: 1.3 },
        ),
        ...limitLines(drawn),
        layer(4, (space) => [
          words("Crimes in the group", box.left, box.top + box.height + 38, quiet),
          ...namesBeyond(groups, space),
          ...lineNames(centre, drawn.at(-1), space),
        ]),
      ],
    },
  ]);
}

/** Beyond 99.8 % a square, beyond 95 % a dark dot; within the limits a plain one. */
function groupDots(groups: FunnelPlotInput["groups"]): ScatterSeriesOption {
  const marks = groups.map(({ denominator, value, funnel }) => ({
    value: [denominator, value],
    symbol: funnel === "beyond-99.8" ? "rect" : "circle",
    itemStyle: { color: isBeyond(funnel) ? palette.signal : palette.common },
  }));
  return { ...dots("groups", marks, 10, palette.common), silent: false, tooltip: { show: true } };
}

function isBeyond(funnel: BreakdownGroup["funnel"]): boolean {
  return funnel === "beyond-95" || funnel === "beyond-99.8";
}

function limitLines(limits: FunnelLimit[]): LineSeriesOption[] {
  const at = (key: keyof FunnelLimit, type: number[]) => {
    const edge = limits.map((limit) => [limit.denominator, limit[key]]);
    return line(key, edge, { color: palette.lineStrong, width: 1.2, type });
  };
  return [at("upper_95", [2, 3]), at("lower_95", [2, 3]), at("upper_998", [7, 4]), at("lower_998", [7, 4])];
}

function bandOf(limits: FunnelLimit[], { x, y }: Space): Shape {
  const edge = limits.map((limit) => [limit.denominator, limit.lower_95, limit.upper_95] as const);
  return band(
    edge.map(([size, low, high]) => ({ x: x(size), low: y(low), high: y(high) })),
    { fill: palette.band },
  );
}

/** The names of the lines at their ends, if there is room beside the plot. */
function lineNames(centre: number, last: FunnelLimit | undefined, { plot, y }: Space): Shape[] {
  if (!last || plot.width <= 480) return [];
  const right = plot.left + plot.width + 8;
  const names = [
    { at: y(centre), text: `Whole ${formatTick("share", centre)}`, look: strong },
    { at: y(last.upper_95), text: "95%", look: plain },
    { at: y(last.upper_998), text: "99.8%", look: plain },
  ];
  return spread(names, 15).map(({ at, text, look }) => words(text, right, at, look));
}

/** Groups beyond the limits, ringed and named. */
function namesBeyond(groups: FunnelPlotInput["groups"], { plot, x, y }: Space): Shape[] {
  const named = groups
    .filter(({ funnel }) => isBeyond(funnel))
    .map((group) => ({ ...group, cx: x(group.denominator), cy: y(group.value), at: y(group.value) }));
  const middle = plot.left + plot.width / 2;
  return [
    ...named.map(({ cx, cy }) => ring(cx, cy, 9)),
    ...spread(named, 17).map(({ title, value, cx, at }) => {
      const isRight = cx > middle;
      return words(`${title} ${formatValue("share", value)}`, isRight ? cx - 14 : cx + 14, at, {
        ...strong,
        halo: true,
        align: isRight ? "right" : "left",
        width: isRight ? cx - 14 - plot.left : plot.left + plot.width - cx - 14,
      });
    }),
  ];
}
