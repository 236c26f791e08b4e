import { shownCount, shownValue } from "../wording/format.ts";
import { type ChartOption, drawing, insideFrame, type Place } from "./drawing.ts";
import { palette } from "./palette.ts";
import { rect, ring, type Shape, words } from "./shapes.ts";

/** The stages of one cohort, each with the crimes that reached it. */
export type FunnelStage = { title: string; crimes: number | null; share: number | null };

const rowHeight = 72;

/** Left-aligned bars on one scale, that of the whole cohort. */
export function funnelChart(stages: FunnelStage[], place: Place): ChartOption {
  const room = insideFrame(place);
  const row = Math.min(rowHeight, room.height / stages.length);
  const barRoom = Math.max(room.width - 150, 120);
  return drawing(
    place,
    stages.flatMap(({ title, crimes, share }, index) => {
      const top = room.top + index * row;
      const bar = row * 0.5;
      return [
        words(title, room.left, top + 10, { fill: palette.ink, bold: true, size: 14 }),
        rect(room.left, top + 22, barRoom, bar, palette.band),
        rect(room.left, top + 22, barRoom * (share ?? 0), bar, palette.accent),
        words(shownCount(crimes), room.left + barRoom + 12, top + 22 + bar / 2, {
          fill: palette.ink,
          bold: true,
          size: 19,
        }),
        words(shownValue("share", share), room.left + room.width, top + 22 + bar / 2, {
          fill: palette.ink2,
          align: "right",
          size: 13.5,
        }),
        ...(place.cursor === index ? [ring(room.left + barRoom * (share ?? 0), top + 22 + bar / 2, 7)] : []),
      ] satisfies Shape[];
    }),
  );
}

export function stageUnder(stages: FunnelStage[], place: Place, top: number): number {
  const room = insideFrame(place);
  const row = Math.min(rowHeight, room.height / stages.length);
  return Math.floor((top - room.top) / row);
}

export function funnelHeight(stages: FunnelStage[]): number {
  return Math.max(1, stages.length) * rowHeight;
}
