import type { ChartOption, Place } from "../../server/charts/drawing.ts";

/** A place on a chart to which the arrow keys move, and the words that are read aloud there. */
type Stop = { key: string; spoken: string };

/** A chart without its page: how it is drawn, and how a screen reader reads it. */
export type Chart = {
  /** The accessible name: what the chart is, and one sentence that says what it shows. */
  name: string;
  heightAt: (width: number) => number;
  draw: (place: Place) => ChartOption;
  stops: Stop[];
  /** The stop that is read first. */
  start: number;
  /** The stop under a point of the chart, -1 where there is none. */
  stopAt: (place: Place, x: number, y: number) => number;
  /** What Enter or a click on a stop opens, with the words that say so. */
  open?: { help: string; at: (index: number) => void };
  /** What the arrow keys move through: “month by month”. */
  movesBy: string;
  direction: "across" | "down";
};
