import { shownCount, shownCrimes, shownValue } from "../wording/format.ts";
import { type ChartOption, drawing, insideFrame, type Place } from "./drawing.ts";
import { endingTitle } from "./endings.ts";
import { palette } from "./palette.ts";
import { rect, ring, type Shape, words } from "./shapes.ts";

/** The stages of one cohort, each with the crimes that reached it and how those that went no further stand. */
export type FunnelStage = {
  title: string;
  crimes: number | null;
  share: number | null;
  left: { outcome_group: string; crimes: number | null }[];
};

const rowHeight = 100;

/** Left-aligned bars on one scale; under each, how many went no further and with which ending. */
export function funnelChart(stages: FunnelStage[], place: Place): ChartOption {
  const room = insideFrame(place);
  const row = Math.min(rowHeight, room.height / stages.length);
  const barRoom = Math.max(room.width - 150, 120);
  return drawing(
    place,
    stages.flatMap(({ title, crimes, share, left }, index) => {
      const top = room.top + index * row;
      const bar = row * 0.4;
      const lines = goneWords(left, index === stages.length - 1, room.width);
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
        ...lines.map((text, line) =>
          words(text, room.left, top + 34 + bar + line * 15, { fill: palette.ink2, size: 12.5 }),
        ),
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

/** “112 went no further: 71 victim does not support, 44 no suspect identified”, in lines that fit. */
function goneWords(left: FunnelStage["left"], isLast: boolean, width: number): string[] {
  if (isLast || left.length === 0) return [];
  const named = left
    .slice(0, 2)
    .map(({ outcome_group, crimes }) => `${shownCount(crimes)} ${lower(endingTitle(outcome_group))}`);
  const rest = left.slice(2).map(({ outcome_group }) => outcome_group);
  const others =
    rest.length === 0 ? [] : [rest.includes("open") ? "others closed or still open" : "others closed"];
  return wrapped(`Went no further: ${[...named, ...others].join(", ")}`, Math.floor(width / 6.2));
}

/** What went no further at a stage, for a table or aloud. */
export function goneList(left: FunnelStage["left"]): string {
  return left
    .map(({ outcome_group, crimes }) => `${lower(endingTitle(outcome_group))} ${shownCrimes(crimes)}`)
    .join("; ");
}

function lower(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1);
}

function wrapped(text: string, most: number): string[] {
  const lines: string[] = [""];
  for (const word of text.split(" ")) {
    const line = `${lines.at(-1)} ${word}`.trim();
    if (line.length <= most || lines.at(-1) === "") lines[lines.length - 1] = line;
    else lines.push(word);
  }
  return lines.slice(0, 2);
}
