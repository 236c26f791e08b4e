import { formatCounts, formatLongMonth, formatMonth, formatValue } from "../../../server/wording/format.ts";
import { sentence, variationTitles } from "../../../server/wording/words.ts";
import type { Kpi, Series } from "../../types.ts";

/** Answers below the chart what a chief officer asks of it. Without a verdict it answers only from the months. */
export function Answers({ kpi, series }: { kpi: Kpi; series: Series }) {
  const { verdict, latest } = series;
  const trap = kpi.traps[0];
  return (
    <div className="answers" id="answers">
      {verdict && (
        <div>
          <h3>Real change or noise?</h3>
          <p>
            <b>{variationTitles[verdict.variation]}.</b> {verdict.reading}
          </p>
        </div>
      )}
      {verdict?.since && (
        <div>
          <h3>Since when?</h3>
          <p>
            <b>{formatLongMonth(verdict.since)}.</b> {sentence(verdict.words)}.
          </p>
        </div>
      )}
      {latest && (
        <div>
          <h3>How many is that?</h3>
          <p>
            <b>{formatCounts(latest.numerator, latest.denominator, kpi.words)}</b> in{" "}
            {formatMonth(latest.month)}
            {kpi.kind === "count" ? "." : `: ${formatValue(kpi.unit, latest.value, kpi.words)}.`}
          </p>
        </div>
      )}
      {trap && (
        <div>
          <h3>What to beware of</h3>
          <p>{trap}</p>
        </div>
      )}
    </div>
  );
}
