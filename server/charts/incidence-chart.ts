import type { LineSeriesOption } from "echarts/charts";
import { formatValue, shownCrimes } from "../wording/format.ts";
import { dayAxis, wholeAxis } from "./axes.ts";
import { type BandName, namesBelow, namesBeside } from "./band-names.ts";
import {
  type ChartOption,
  chart,
  inset,
  insideFrame,
  layer,
  type Place,
  type Space,
  stops,
} from "./drawing.ts";
import {
  type Curves,
  type IncidenceChartInput,
  incidenceStops,
  readingDays,
  type Stacked,
  stack,
} from "./incidence-layout.ts";
import { openGroup } from "./outcome-groups.ts";
import { palette } from "./palette.ts";
import { line } from "./series.ts";
import { hatch, plain, quiet, rect, type Shape, upright, words } from "./shapes.ts";

/** Every outcome group of one cohort stacked to 100 %, each band named where it ends. */
export function incidenceChart(input: IncidenceChartInput, place: Place): ChartOption {
  const { curves, horizon } = input;
  const isCompact = insideFrame(place).width < 640;
  const box = inset(place, 10, isCompact ? 12 : 196, isCompact ? 76 + 22 * 6 : 54, 44);
  const unfit = unfitReason(curves);
  const stacked = stack(curves);
  const days = [0, ...readingDays.filter((day) => day <= horizon)];
  const drawn = unfit
    ? [layer(5, (space) => unfitWords(unfit, space))]
    : [
        layer(1, (space) => stillOpen(curves, space)),
        ...stacked.toReversed().map((group) => area(group, curves)),
        layer(5, (space) => [
          ...axisWords(input, isCompact, space),
          ...namesInside(curves, stacked, space),
          ...endNames(input, stacked, isCompact, space),
        ]),
      ];
  return chart(place, "columns", [
    {
      box,
      x: dayAxis(horizon, days, { color: "rgba(255,255,255,0.75)", z: 4 }),
      y: wholeAxis(),
      series: [stops(incidenceStops(input).map((day) => [day, 0.5])), ...drawn],
    },
  ]);
}

/** Why the curves cannot be stacked; null if they can. */
function unfitReason({ days, groups, open }: Curves): string | null {
  if (days.length < 2) return "Too few crimes to follow";
  const isHidden = [...Object.values(groups), open].some((curve) => curve.includes(null));
  return isHidden ? "Some endings are too few to show, so they cannot be stacked: see the table" : null;
}

function unfitWords(reason: string, { plot }: Space): Shape[] {
  const middle = { x: plot.left + plot.width / 2, y: plot.top + plot.height / 2 };
  return [words(reason, middle.x, middle.y, { ...plain, align: "center", size: 15 })];
}

function stillOpen({ days }: Curves, { plot, x }: Space): Shape[] {
  const width = x(days.at(-1) ?? 0) - plot.left;
  return [
    rect(plot.left, plot.top, width, plot.height, palette.open),
    ...hatch({ ...plot, width }, palette.openHatch, 0),
  ];
}

/** Draws an opaque area from nothing up to the edge of a group. The groups below it are drawn over it, each with a white seam,
 * so that the split shows in greyscale too. */
function area({ title, colour, above }: Stacked, { days }: Curves): LineSeriesOption {
  const edge = days.map((day, index) => [day, above[index] ?? 0]);
  const seam = { color: palette.paper, width: 1.75 };
  return { ...line(title, edge, seam), areaStyle: { color: colour, opacity: 1 } };
}

/** What the axis counts and, if the curves end early, why. */
function axisWords(
  { curves, horizon, fewestAtRisk }: IncidenceChartInput,
  isCompact: boolean,
  { plot, x }: Space,
): Shape[] {
  const last = curves.days.at(-1) ?? 0;
  const below = plot.top + plot.height + 36;
  const measure = "Days since the crime was recorded.";
  if (last >= horizon || last < 1) return [words(measure, plot.left, below, quiet)];
  const reason = `The curves stop at day ${last}: fewer than ${fewestAtRisk} crimes are followed further.`;
  const lines = isCompact
    ? [measure, `They stop at day ${last}: fewer than ${fewestAtRisk} are followed further.`]
    : [`${measure} ${reason}`];
  return [
    upright(x(last), plot.top - 6, plot.top + plot.height, palette.ink2, 1.2),
    ...lines.map((text, row) => words(text, isCompact ? plot.left - 40 : plot.left, below + row * 17, quiet)),
  ];
}

/** The names of bands that are thick enough to be written in. */
function namesInside({ days }: Curves, stacked: Stacked[], { plot, x, y }: Space): Shape[] {
  const last = days.at(-1) ?? 0;
  const index = Math.round(last * 0.74);
  const day = days[index];
  if (day === undefined || x(last) - plot.left < 300) return [];
  return stacked.flatMap(({ title, below, above }) => {
    const [low, high] = [y(below[index] ?? 0), y(above[index] ?? 0)];
    if (low - high < 30) return [];
    const look = { fill: palette.paper, bold: true, align: "center" as const, size: 13 };
    return [words(title, x(day), (low + high) / 2, look)];
  });
}

/** Each band named where it ends, with its share and its crimes; on a narrow chart below it. */
function endNames(
  { curves, horizon }: IncidenceChartInput,
  stacked: Stacked[],
  isCompact: boolean,
  { plot, x, y }: Space,
): Shape[] {
  const end = curves.days.length - 1;
  const last = curves.days.at(-1) ?? 0;
  const said = (id: string, curve: (number | null)[] | undefined) =>
    `${formatValue("share", curve?.[end] ?? null)}, ${shownCrimes(curves.crimes[id]?.[end] ?? null)}`;
  const top = stacked.at(-1)?.above[end] ?? 0;
  const names: BandName[] = [
    {
      title: "Still open",
      said: `${said(openGroup, curves.open)}${last < horizon ? " still followed" : ""}`,
      colour: palette.open,
      middle: y((1 + top) / 2),
    },
    ...stacked
      .map(({ id, title, colour, below, above }) => ({
        title,
        said: said(id, curves.groups[id]),
        colour,
        middle: y(((below[end] ?? 0) + (above[end] ?? 0)) / 2),
      }))
      .toReversed(),
  ];
  return isCompact
    ? namesBelow(names, plot.left - 40, plot.top + plot.height + 78)
    : namesBeside(names, x(last), plot);
}
