import { shownCount, shownValue } from "../wording/format.ts";
import { bareAxis, placeAxis } from "./axes.ts";
import { type ChartOption, chart, insideFrame, layer, type Place, rowStops } from "./drawing.ts";
import { palette } from "./palette.ts";
import { type Box, plain, type Shape, strong, words } from "./shapes.ts";

/** The stages of one cohort, each with the crimes that reached it. */
export type FunnelStage = { title: string; crimes: number | null; share: number | null };

const rowHeight = 72;

/** Left-aligned bars on one scale, that of the whole cohort. */
export function funnelChart(stages: FunnelStage[], place: Place): ChartOption {
  const room = insideFrame(place);
  const row = Math.min(rowHeight, room.height / stages.length);
  const rows = { ...room, height: row * stages.length };
  const bars = { ...rows, top: rows.top + 4, width: Math.max(room.width - 150, 120) };
  const y = placeAxis(stages.length, true);
  return chart(place, "rows", [
    {
      box: rows,
      x: bareAxis(),
      y,
      series: [
        rowStops(stages.length),
        layer(3, ({ y }) => stages.flatMap((stage, index) => stageWords(stage, y(index), room, bars.width))),
      ],
    },
    {
      box: bars,
      x: bareAxis(),
      y,
      series: [
        {
          type: "bar",
          name: "share of the cohort",
          data: stages.map(({ share }) => share),
          barWidth: row * 0.5,
          showBackground: true,
          backgroundStyle: { color: palette.band },
          itemStyle: { color: palette.accent },
          z: 2,
        },
      ],
    },
  ]);
}

function stageWords({ title, crimes, share }: FunnelStage, y: number, room: Box, bar: number): Shape[] {
  const right = room.left + room.width;
  return [
    words(title, room.left, y - 26, { ...strong, size: 14 }),
    words(shownCount(crimes), room.left + bar + 12, y + 4, { ...strong, size: 19 }),
    words(shownValue("share", share), right, y + 4, { ...plain, align: "right", size: 13.5 }),
  ];
}

/** The height in pixels that the bars of so many stages need. */
export function funnelHeight(stages: FunnelStage[]): number {
  return Math.max(1, stages.length) * rowHeight;
}
