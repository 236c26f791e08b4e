import { formatCount, formatValue, shownCrimes } from "../wording/format.ts";
import { type ChartOption, drawing, type Place } from "./drawing.ts";
import {
  type Curves,
  type IncidenceChartInput,
  type IncidenceLayout,
  incidenceStops,
  layoutOf,
  readingDays,
} from "./incidence-layout.ts";
import { palette } from "./palette.ts";
import { spread } from "./scale.ts";
import { hatch, rect, type Shape, upright, words } from "./shapes.ts";

/** Every ending of one cohort stacked to 100 %, each band named where it ends. */
export function incidenceChart(input: IncidenceChartInput, place: Place): ChartOption {
  const layout = layoutOf(input, place);
  const unfit = unfitReason(input.curves);
  if (unfit) return drawing(place, [...grid(input, layout), ...unfitWords(unfit, layout)]);
  return drawing(place, [
    ...stillOpen(layout),
    ...bands(input, layout),
    ...grid(input, layout),
    ...axisWords(input, layout),
    ...namesInside(input, layout),
    ...endLabels(input, layout),
    ...cursorLine(input, layout, place.cursor),
  ]);
}

/** Why the curves cannot be stacked, where they cannot. */
function unfitReason({ days, groups, open }: Curves): string | null {
  if (days.length < 2) return "Too few crimes to follow";
  const isHidden = [...Object.values(groups), open].some((curve) => curve.includes(null));
  return isHidden ? "Some endings are too few to show, so they cannot be stacked: see the table" : null;
}

function unfitWords(reason: string, { plot }: IncidenceLayout): Shape[] {
  const middle = { x: plot.left + plot.width / 2, y: plot.top + plot.height / 2 };
  return [words(reason, middle.x, middle.y, { fill: palette.ink2, align: "center", size: 15 })];
}

function stillOpen({ plot, x, last }: IncidenceLayout): Shape[] {
  const width = x(last) - plot.left;
  return [
    rect(plot.left, plot.top, width, plot.height, palette.open),
    ...hatch(plot.left, plot.top, width, plot.height, palette.openHatch, 0),
  ];
}

/** Opaque bands with a white seam, so that the split shows in greyscale too. */
function bands({ curves }: IncidenceChartInput, { stacked, x, y }: IncidenceLayout): Shape[] {
  return stacked.map(({ below, above, colour }) => ({
    type: "polygon",
    shape: {
      points: [
        ...curves.days.map((day, index) => [tenth(x(day)), tenth(y(above[index] ?? 0))]),
        ...curves.days.map((day, index) => [tenth(x(day)), tenth(y(below[index] ?? 0))]).toReversed(),
      ],
    },
    style: { fill: colour, stroke: palette.paper, lineWidth: 1.75, lineJoin: "round" },
  }));
}

function grid({ horizon }: IncidenceChartInput, { plot, x, y, last }: IncidenceLayout): Shape[] {
  const days = [0, ...readingDays.filter((day) => day <= horizon)];
  const shown = days.filter((day, index) => index === 0 || x(day) - x(days[index - 1] ?? 0) > 20 || day > 28);
  return [
    ...[0, 0.25, 0.5, 0.75, 1].map((share) =>
      words(`${share * 100}${share === 1 ? "%" : ""}`, plot.left - 9, y(share), {
        fill: palette.muted,
        align: "right",
      }),
    ),
    ...days
      .filter((day) => day > 0 && day <= last)
      .map((day) => upright(x(day), plot.top, plot.top + plot.height, "rgba(255,255,255,0.75)", 1)),
    rect(plot.left, plot.top + plot.height, plot.width, 1, palette.lineStrong),
    ...days.map((day) =>
      upright(x(day), plot.top + plot.height, plot.top + plot.height + 5, palette.lineStrong, 1),
    ),
    ...shown.map((day) =>
      words(String(day), x(day), plot.top + plot.height + 16, {
        fill: palette.ink2,
        bold: true,
        align: "center",
      }),
    ),
  ];
}

/** What the axis counts and, where the curves end before their time, why. */
function axisWords(
  { horizon, fewestAtRisk }: IncidenceChartInput,
  { plot, x, last, isCompact }: IncidenceLayout,
): Shape[] {
  const below = plot.top + plot.height + 36;
  const measure = "Days since the crime was recorded.";
  if (last >= horizon || last < 1) return [words(measure, plot.left, below, { fill: palette.muted })];
  const reason = `The curves stop at day ${last}: fewer than ${fewestAtRisk} crimes are followed further.`;
  const lines = isCompact
    ? [measure, `They stop at day ${last}: fewer than ${fewestAtRisk} are followed further.`]
    : [`${measure} ${reason}`];
  return [
    upright(x(last), plot.top - 6, plot.top + plot.height, palette.ink2, 1.2),
    ...lines.map((text, row) =>
      words(text, isCompact ? plot.left - 40 : plot.left, below + row * 17, { fill: palette.muted }),
    ),
  ];
}

/** The names of bands that are thick enough to be written in. */
function namesInside(
  { curves }: IncidenceChartInput,
  { plot, x, y, last, stacked }: IncidenceLayout,
): Shape[] {
  const index = Math.round(last * 0.74);
  const day = curves.days[index];
  if (day === undefined || x(last) - plot.left < 300) return [];
  return stacked.flatMap(({ title, below, above }) => {
    const [low, high] = [y(below[index] ?? 0), y(above[index] ?? 0)];
    return low - high < 30
      ? []
      : [
          words(title, x(day), (low + high) / 2, {
            fill: palette.paper,
            bold: true,
            align: "center",
            size: 13,
          }),
        ];
  });
}

/** Each band named where it ends, with its share and its crimes; on a narrow chart below it. */
function endLabels(input: IncidenceChartInput, layout: IncidenceLayout): Shape[] {
  const { curves } = input;
  const { plot, x, y, last, stacked, isCompact } = layout;
  const end = curves.days.length - 1;
  const top = stacked.at(-1)?.above[end] ?? 0;
  const labels = [
    {
      title: "Still open",
      colour: palette.open,
      share: curves.open[end],
      crimes: curves.crimes.open?.[end],
      middle: (1 + top) / 2,
    },
    ...stacked
      .map(({ id, title, colour, below, above }) => ({
        title,
        colour,
        share: curves.groups[id]?.[end],
        crimes: curves.crimes[id]?.[end],
        middle: ((below[end] ?? 0) + (above[end] ?? 0)) / 2,
      }))
      .toReversed(),
  ];
  const said = (label: (typeof labels)[number]) =>
    `${formatValue("share", label.share ?? null)}, ${shownCrimes(label.crimes ?? null)}${label.title === "Still open" && last < input.horizon ? " still followed" : ""}`;
  if (isCompact) {
    return labels.flatMap((label, row) => {
      const at = plot.top + plot.height + 78 + row * 22;
      return [
        swatch(plot.left - 40, at - 7, label.colour),
        words(`${label.title}: ${said(label)}`, plot.left - 22, at, { fill: palette.ink }),
      ];
    });
  }
  const edge = x(last);
  const left = Math.min(edge + 22, plot.left + plot.width + 22);
  const [highest, lowest] = [plot.top + 14, plot.top + plot.height - 18];
  const placed = spread(
    labels.map((label) => ({
      ...label,
      at: Math.min(lowest, Math.max(highest, y(label.middle))),
      from: y(label.middle),
    })),
    36,
  );
  const lift = Math.max(0, highest - (placed[0]?.at ?? highest));
  return placed.flatMap(({ at: wanted, from, ...label }) => {
    const at = wanted + lift;
    return [
      {
        type: "polyline",
        shape: {
          points: [
            [edge + 2, from],
            [edge + 9, from],
            [left - 8, at],
            [left - 3, at],
          ],
        },
        style: { stroke: palette.lineStrong, lineWidth: 1, fill: "none" },
      },
      {
        type: "rect",
        shape: { x: left, y: at - 15, width: 5, height: 30 },
        style: { fill: label.colour, stroke: palette.lineStrong, lineWidth: 0.5 },
      },
      words(label.title, left + 12, at - 8, { fill: palette.ink, bold: true, size: 13 }),
      words(said(label), left + 12, at + 9, { fill: palette.ink2 }),
    ] satisfies Shape[];
  });
}

function swatch(x: number, y: number, fill: string): Shape {
  return {
    type: "rect",
    shape: { x, y, width: 13, height: 13 },
    style: { fill, stroke: palette.lineStrong, lineWidth: 0.5 },
  };
}

function cursorLine(
  input: IncidenceChartInput,
  { plot, x }: IncidenceLayout,
  cursor: number | null,
): Shape[] {
  const day = cursor === null ? undefined : incidenceStops(input)[cursor];
  if (day === undefined) return [];
  return [
    upright(x(day), plot.top - 6, plot.top + plot.height + 6, palette.ink, 2),
    words(`Day ${formatCount(day)}`, x(day), plot.top + plot.height + 36, {
      fill: palette.ink,
      bold: true,
      align: "center",
      halo: true,
    }),
  ];
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
