import { useState } from "react";
import { formatDate } from "../../server/wording/format.ts";
import { csvOf } from "../components/csv.ts";
import { saveFile } from "../components/save-file.ts";
import { filterWords } from "../filters/filter-words.ts";
import { useFilters } from "../filters/use-filters.ts";
import { useSnapshot } from "../layout/snapshot.ts";
import type { Chart } from "./chart.ts";
import { fileOf, type Table } from "./columns.ts";

/** Saves a figure: its table as CSV, and its chart, if any, as a picture with title, source and marking. */
export function Downloads<Row>(props: {
  chart: Chart | null;
  table: Table<Row>;
  title: string;
  reading: string;
  fileName: string;
}) {
  const snapshot = useSnapshot();
  const { filters } = useFilters();
  const { chart } = props;
  const [problem, setProblem] = useState("");
  const name = `${props.fileName}-${snapshot.asAt}`;

  function saveTable() {
    const { header, rows } = fileOf(props.table, snapshot.id);
    saveFile(`${name}.csv`, new Blob([csvOf(header, rows)], { type: "text/csv;charset=utf-8" }));
  }

  async function savePicture(chart: Chart, kind: "png" | "svg") {
    try {
      const picture = await import("../charts/picture.ts");
      const option = chart.draw({
        ...picture.pictureSize,
        frame: {
          title: props.title,
          subtitle: `${props.reading} ${filterWords(snapshot, filters)}.`,
          footer: [
            `${snapshot.marking}. ${snapshot.handling}.${snapshot.synthetic ? " Synthetic data: invented, no real people." : ""}`,
            `${snapshot.force ?? "All forces"}, as at ${formatDate(snapshot.asAt)}, snapshot ${snapshot.id}. A local measure, not an official list.`,
          ],
        },
      });
      saveFile(
        `${name}.${kind}`,
        kind === "svg" ? picture.svgPicture(option, chart.name) : await picture.pngPicture(option),
      );
      setProblem("");
    } catch {
      setProblem("The picture could not be made. Reload the page and try again.");
    }
  }

  return (
    <fieldset className="downloads">
      <legend>
        Download<span className="visually-hidden"> {props.title}</span>
      </legend>
      <button type="button" className="button" onClick={saveTable}>
        CSV
      </button>
      {chart && (
        <>
          <button type="button" className="button" onClick={() => void savePicture(chart, "png")}>
            PNG
          </button>
          <button type="button" className="button" onClick={() => void savePicture(chart, "svg")}>
            SVG
          </button>
        </>
      )}
      {problem && <p role="alert">{problem}</p>}
    </fieldset>
  );
}
