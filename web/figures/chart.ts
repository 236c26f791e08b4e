import type { ChartOption, Place } from "../../server/charts/drawing.ts";

/** A place on a chart that the reader can stop at, and what is read there in one breath. */
type Stop = { key: string; spoken: string };

/** A chart apart from the page that shows it: how it is drawn, and how it is read without being seen. */
export type Chart = {
  /** Its accessible name: what it is, and one sentence that says what it shows. */
  name: string;
  heightAt: (width: number) => number;
  draw: (place: Place) => ChartOption;
  stops: Stop[];
  /** The stop that the reader meets first. */
  start: number;
  /** The stop under a point of the chart, -1 where there is none. */
  stopAt: (place: Place, x: number, y: number) => number;
  /** What Enter or a click on a stop opens, with the words that say so. */
  open?: { help: string; at: (index: number) => void };
  /** What the arrow keys move through: “month by month”. */
  movesBy: string;
  direction: "across" | "down";
};
