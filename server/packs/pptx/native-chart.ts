export type Marker = { symbol: "circle" | "square" | "triangle"; size: number; fill: string; line: string };

export type Line = { colour: string; width: number; dash: "solid" | "dash" | "sysDash" | "sysDot" };

export type ChartSeries = {
  name: string;
  values: (number | null)[];
  line: Line | null;
  marker?: Marker;
  /** Name and value at one month, moved by parts of the chart's size. */
  label?: { index: number; right: number; down: number };
  texts?: { index: number; text: string }[];
  /** The colour of a line from each value down to the axis. */
  dropLine?: string;
};

/** A line chart by month, as PowerPoint keeps it. */
export type DrawnLines = {
  kind: "lines";
  months: string[];
  format: string;
  /** How a line is labelled: limits and averages, which are no whole numbers. */
  levelFormat: string;
  axis: { low: number; high: number; step: number; format: string };
  plot: { x: number; y: number; width: number; height: number };
  series: ChartSeries[];
};

/** Bars from one value each, or columns of parts that add up to a whole. */
export type DrawnBars = {
  kind: "bars";
  arrangement: "bars" | "stacked columns";
  /** What stands above the categories in the data sheet. */
  heading: string;
  categories: string[];
  format: string;
  series: { name: string; values: (number | null)[]; colour: string }[];
};

/** A strip of one column a month, in line with the months of a chart above it. */
export type DrawnMonths = {
  kind: "months";
  months: string[];
  format: string;
  plot: DrawnLines["plot"];
  series: { name: string; values: (number | null)[]; colour: string }[];
};

export type NativeChart = DrawnLines | DrawnBars | DrawnMonths;
