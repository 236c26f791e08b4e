import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { Part } from "../../components/form/fields.tsx";
import { Scroller } from "../../components/scroller.tsx";
import { Failure, Skeleton } from "../../components/states.tsx";
import type { PackModel, SavedPack } from "../../types.ts";
import { PackFiles } from "./pack-files.tsx";
import { isOutdated } from "./pack-words.ts";
import { previewQuery, useFigures } from "./packs-queries.ts";

const PreviewCharts = lazy(() =>
  import("./preview-charts.tsx").then((module) => ({ default: module.PreviewCharts })),
);

/** Shows the saved pack and offers its three files. When the served figures differ from the approved ones, it shows what would be
 * approved now and offers no file. */
export function PreviewPart({ saved, isChanged }: { saved: SavedPack; isChanged: boolean }) {
  const figures = useFigures(saved);
  const isOld = isOutdated(saved.pack, figures);
  const { data: model, error, refetch } = useQuery(previewQuery(saved, isOld ? figures : null));
  return (
    <Part
      id="preview"
      title="Preview and files"
      note={
        isOld
          ? "With the figures that are served now, as the pack would be approved again. No file is given until then."
          : isChanged
            ? "Of the last saved version. It does not show your unsaved changes yet."
            : "All three files are written from what is shown here."
      }
    >
      {!isOld && <PackFiles id={saved.id} />}
      {model ? (
        <Preview model={model} />
      ) : error ? (
        <Failure error={error} what="The preview" onRetry={() => void refetch()} />
      ) : (
        <Skeleton shape="list" label="Making the preview" />
      )}
    </Part>
  );
}

function Preview({ model }: { model: PackModel }) {
  return (
    <>
      {model.notices.map((notice) => (
        <p key={notice}>
          <b>{notice}</b>
        </p>
      ))}
      <p className="small">
        {model.marking.label}. {model.marking.handling}. {model.stamps.join(". ")}.
      </p>
      <Scroller label="Preview of every measure">
        <table>
          <thead>
            <tr>
              <th scope="col">Measure</th>
              <th scope="col">Headline and commentary</th>
              <th scope="col">Latest figure</th>
              <th scope="col">Reading</th>
              <th scope="col">Target</th>
            </tr>
          </thead>
          <tbody>
            {model.pages.map(({ kpi, headline, commentary, row }) => (
              <tr key={kpi.id}>
                <th scope="row">{kpi.title}</th>
                <td className="preview__words">
                  <b>{headline}</b>
                  {commentary.map((text) => (
                    <p key={text}>{text}</p>
                  ))}
                </td>
                <td>
                  {row.value}
                  <br />
                  <span className="small">{row.counts}</span>
                </td>
                <td>
                  <span className={`words--${row.mark}`}>{row.reading}</span>
                </td>
                <td>{row.target}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      <Suspense fallback={<Skeleton shape="chart" height={400} label="Drawing the charts" />}>
        <PreviewCharts model={model} />
      </Suspense>
    </>
  );
}
