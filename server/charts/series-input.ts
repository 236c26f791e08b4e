import type { Kpi } from "../contract/kpi.ts";
import type { Annotation, Limits, Point, Verdict } from "../contract/series.ts";
import type { Place } from "./drawing.ts";

/** What a control chart is drawn from. */
export type SeriesChartInput = {
  kpi: Kpi;
  points: Point[];
  limits: Limits | null;
  verdict: Verdict | null;
  target: number | null;
  /** Events that the force has noted, drawn at their month. */
  annotations: Annotation[];
  /** Recorded crimes of the same months, drawn below; null if they are the KPI itself or not there yet. */
  recorded: Point[] | null;
  /** On paper no filter stands beside the chart, and no month lies above its scale. */
  isPrinted?: boolean;
} & Place;
