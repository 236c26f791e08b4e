import { lazy, type ReactNode, Suspense, useState } from "react";
import { Skeleton } from "../components/states.tsx";
import { Switch } from "../components/switch.tsx";
import type { Chart } from "./chart.ts";
import type { Table } from "./columns.ts";
import { Downloads } from "./downloads.tsx";
import { FigureTable } from "./figure-table.tsx";

const ChartPlot = lazy(() => import("./chart-plot.tsx").then((module) => ({ default: module.ChartPlot })));

const views = [
  { value: "chart", title: "Chart" },
  { value: "table", title: "Table" },
] as const;

/** A chart, the table of the very same values, and both to take away. Print shows the two below each other. Without a chart
 * the table stands alone. */
export function Figure<Row>(props: {
  id: string;
  title: string;
  note?: ReactNode;
  /** Further controls, before the switch. */
  tools?: ReactNode;
  chart: Chart | null;
  table: Table<Row>;
  /** The title of the picture, where it says more than that of the panel. */
  pictureTitle?: string;
  /** What the picture says under its title. */
  reading: string;
  fileName: string;
  /** The figure above has the same table: paper does not need it twice. */
  hasSameTable?: boolean;
  children?: ReactNode;
}) {
  const { chart, table } = props;
  const [view, setView] = useState<"chart" | "table">("chart");
  return (
    <section
      className={props.hasSameTable ? "panel panel--same-table" : "panel"}
      id={props.id}
      aria-labelledby={`${props.id}-title`}
    >
      <div className="panel__head">
        <div>
          <h2 id={`${props.id}-title`}>{props.title}</h2>
          {props.note && <p className="small">{props.note}</p>}
        </div>
        <div className="panel__tools">
          {props.tools}
          {chart && (
            <Switch legend={`${props.title}: show as`} choices={views} value={view} onChange={setView} />
          )}
          <Downloads
            chart={chart}
            table={table}
            title={props.pictureTitle ?? props.title}
            reading={props.reading}
            fileName={props.fileName}
          />
        </div>
      </div>
      {chart && (
        <div className={view === "chart" ? undefined : "is-off"}>
          <Suspense
            fallback={<Skeleton shape="chart" height={chart.heightAt(900)} label="Drawing the chart" />}
          >
            <ChartPlot chart={chart} />
          </Suspense>
        </div>
      )}
      <div className={chart && view === "chart" ? "is-off" : undefined}>
        <FigureTable table={table} label={`${props.title}, table`} />
      </div>
      {props.children}
    </section>
  );
}
