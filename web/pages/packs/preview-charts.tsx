import { useEffect, useMemo, useState } from "react";
import type { ChartOption } from "../../../server/charts/drawing.ts";
import { packChartSize, packCohortChart, packSeriesChart } from "../../../server/charts/pack-charts.ts";
import { svgPicture } from "../../charts/picture.ts";
import type { PackModel } from "../../types.ts";

/** Draws every chart of the pack as its PDF does. */
export function PreviewCharts({ model }: { model: PackModel }) {
  const pictures = useMemo(() => picturesOf(model), [model]);
  return (
    <div className="preview__charts">
      {pictures.map((picture) => (
        <Picture key={picture.id} {...picture} />
      ))}
    </div>
  );
}

type Drawn = { id: string; title: string; words: string; chart: ChartOption };

function picturesOf({ pages, recorded, attrition }: PackModel): Drawn[] {
  const cohort = attrition && packCohortChart(attrition);
  return [
    ...pages.flatMap((page) => {
      const chart = packSeriesChart(page, recorded);
      return chart ? [{ id: page.kpi.id, title: page.kpi.title, words: page.alternative, chart }] : [];
    }),
    ...(cohort
      ? [
          {
            id: "the cohort",
            title: "Attrition, day by day",
            words: `${attrition.cohort}. ${attrition.reading}`,
            chart: cohort,
          },
        ]
      : []),
  ];
}

function Picture({ title, words, chart }: Drawn) {
  const [source, setSource] = useState<string>();
  useEffect(() => {
    const address = URL.createObjectURL(svgPicture(chart, words, packChartSize));
    setSource(address);
    return () => URL.revokeObjectURL(address);
  }, [chart, words]);
  return (
    <figure className="preview__chart">
      <figcaption>{title}</figcaption>
      {source && <img src={source} alt={words} {...packChartSize} />}
    </figure>
  );
}
