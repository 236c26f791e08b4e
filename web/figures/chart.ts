import type { ChartOption, Place } from "../../server/charts/drawing.ts";

/** A place on a chart to which the arrow keys and the pointer move, and what is read there. */
export type Stop = { title: string; facts: string[] };

/** A chart without its page: how it is drawn, and how a screen reader reads it. */
export type Chart = {
  /** The accessible name: what the chart is, and one sentence that says what it shows. */
  name: string;
  heightAt: (width: number) => number;
  draw: (place: Place) => ChartOption;
  /** In the order of the data of the chart's first series. */
  stops: Stop[];
  /** The stop that is read first. */
  start: number;
  /** What Enter or a click on a stop opens, with the words that say so. */
  open?: { help: string; at: (index: number) => void };
  /** What the arrow keys move through: “month by month”. */
  movesBy: string;
  direction: "across" | "down";
};

/** A stop in one sentence, for screen readers. */
export function spoken({ title, facts }: Stop): string {
  return `${title}: ${facts.join(", ")}`;
}
