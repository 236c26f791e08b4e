import { useState } from "react";
import { formatDate } from "../../../server/wording/format.ts";
import { latestJudged } from "../../../server/wording/marks.ts";
import { plainReading } from "../../../server/wording/words.ts";
import { csvOf } from "../../components/csv.ts";
import { saveFile } from "../../components/save-file.ts";
import { filterWords } from "../../filters/filter-words.ts";
import { useFilters } from "../../filters/use-filters.ts";
import { useSnapshot } from "../../layout/snapshot.ts";
import type { Kpi, Point, Series } from "../../types.ts";
import { monthFile } from "./month-columns.ts";

/** The months to take away: the table as CSV, the chart as a picture with its title, source and marking on it. */
export function DownloadMenu({
  kpi,
  series,
  recorded,
}: {
  kpi: Kpi;
  series: Series;
  recorded: Point[] | null;
}) {
  const snapshot = useSnapshot();
  const { filters } = useFilters();
  const [problem, setProblem] = useState("");
  const name = `${kpi.id}-${snapshot.asAt}`;

  function saveTable() {
    const { header, rows } = monthFile(kpi, snapshot.id, series.points);
    saveFile(`${name}.csv`, new Blob([csvOf(header, rows)], { type: "text/csv;charset=utf-8" }));
  }

  async function savePicture(kind: "png" | "svg") {
    try {
      const [{ seriesChart }, picture] = await Promise.all([
        import("../../../server/charts/series-chart.ts"),
        import("../../charts/picture.ts"),
      ]);
      const reading = series.verdict?.reading || plainReading(kpi, latestJudged(series.points));
      const option = seriesChart({
        kpi,
        points: series.points,
        limits: series.limits,
        verdict: series.verdict,
        target: series.target,
        annotations: series.annotations.filter(({ month }) =>
          series.points.some((point) => point.month === month),
        ),
        recorded: recorded && recorded.length > 0 ? recorded : null,
        cursor: null,
        ...picture.pictureSize,
        frame: {
          title: kpi.title,
          subtitle: `${reading} ${filterWords(snapshot, filters)}.`,
          footer: [
            `${snapshot.marking}, not for onward release.${snapshot.synthetic ? " Synthetic data: invented, no real people." : ""}`,
            `${snapshot.force ?? "All forces"}, as at ${formatDate(snapshot.asAt)}, snapshot ${snapshot.id}. A local measure, not an official list.`,
          ],
        },
      });
      saveFile(
        `${name}.${kind}`,
        kind === "svg"
          ? picture.svgPicture(option, `${kpi.title}. ${reading}`)
          : await picture.pngPicture(option),
      );
      setProblem("");
    } catch {
      setProblem("The picture could not be made. Reload the page and try again.");
    }
  }

  return (
    <fieldset className="downloads">
      <legend>Download</legend>
      <button type="button" className="button" onClick={saveTable}>
        CSV
      </button>
      <button type="button" className="button" onClick={() => void savePicture("png")}>
        PNG
      </button>
      <button type="button" className="button" onClick={() => void savePicture("svg")}>
        SVG
      </button>
      {problem && <p role="alert">{problem}</p>}
    </fieldset>
  );
}
