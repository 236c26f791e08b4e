import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import {
  countOf,
  formatCount,
  formatCounts,
  formatMonth,
  formatNumber,
  formatRange,
  formatValue,
} from "../../../server/wording/format.ts";
import { markOfVerdict, noFigureWords } from "../../../server/wording/judging.ts";
import {
  assuranceWords,
  monthLine,
  sentence,
  targetWords,
  unitWord,
  variationTitles,
} from "../../../server/wording/words.ts";
import { AssuranceIcon, VariationIcon } from "../../components/icons.tsx";
import { useFilters } from "../../filters/use-filters.ts";
import { filtersOf } from "../../search.ts";
import type { Kpi, Point, Series } from "../../types.ts";
import { seriesQuery } from "./kpi-queries.ts";

/** Shows the latest figure, its verdict, and the figures beside it. */
export function Headline({ kpi, series }: { kpi: Kpi; series: Series }) {
  const { latest, verdict } = series;
  return (
    <section className="headline" aria-label="Latest figure">
      <div className="headline__item">
        <p className="headline__label">{latest ? monthLine(kpi, latest) : "Latest figure"}</p>
        {latest ? (
          <p className="headline__value">
            {formatNumber(kpi.unit, latest.value)}
            <small> {unitWord(kpi)}</small>
          </p>
        ) : (
          <p className="headline__word">{noFigureWords(series.points)}</p>
        )}
        {latest && kpi.kind !== "count" && (
          <p className="headline__note">{formatCounts(latest.numerator, latest.denominator, kpi.words)}</p>
        )}
        {latest?.undated ? (
          <p className="headline__note">{countOf(latest.undated, kpi.words)} undated, left out</p>
        ) : null}
      </div>
      {verdict && (
        <div className="headline__item headline__item--icon">
          <VariationIcon verdict={verdict} />
          <div>
            <p className="headline__label">Verdict</p>
            <p className={`headline__word words--${markOfVerdict(verdict)}`}>
              {variationTitles[verdict.variation]}
            </p>
            <p className="headline__note">
              {verdict.variation === "none" ? verdict.reading : sentence(verdict.words)}
            </p>
          </div>
        </div>
      )}
      {series.target !== null && (
        <div className="headline__item headline__item--icon">
          {verdict?.assurance && <AssuranceIcon assurance={verdict.assurance} />}
          <div>
            <p className="headline__label">{targetWords(kpi, series.target, null)}</p>
            <p className="headline__word">
              {verdict?.assurance ? sentence(assuranceWords[verdict.assurance]) : "Not judged"}
            </p>
            {series.limits && (
              <p className="headline__note">
                Limits {formatRange(kpi.unit, series.limits.lower, series.limits.upper)}
              </p>
            )}
          </div>
        </div>
      )}
      {latest?.parts && <Parts kpi={kpi} parts={latest.parts} />}
      {kpi.unit === "days" && latest && <Spread point={latest} />}
      {kpi.id !== "recorded-crimes" && <RecordedCrimes />}
    </section>
  );
}

/** Shows apart the outcomes that a figure adds up: 14 and 16, or 1 and 1A. */
function Parts({ kpi, parts }: { kpi: Kpi; parts: NonNullable<Point["parts"]> }) {
  const codes = Object.keys(parts);
  return (
    <div className="headline__item">
      <p className="headline__label">
        {codes.map((code, index) => `${index === 0 ? "Outcome" : "outcome"} ${code}`).join(" and ")}, apart
      </p>
      <p className="headline__word">{codes.map((code) => writeCrimes(parts[code])).join(" and ")}</p>
      <p className="headline__note">{kpi.words.many} in the same month</p>
    </div>
  );
}

function writeCrimes(crimes: number | null | undefined): string {
  return crimes === null ? "[c]" : formatCount(crimes ?? 0);
}

function Spread({ point }: { point: Point }) {
  if (point.p75 === null || point.p90 === null) return null;
  return (
    <div className="headline__item">
      <p className="headline__label">How they spread</p>
      <p className="headline__word">{formatValue("days", point.p75)}</p>
      <p className="headline__note">
        or fewer for three in four; {formatValue("days", point.p90)} for nine in ten
      </p>
    </div>
  );
}

/** Shows the recorded crimes for the same filters: are there fewer crimes, or do fewer people come forward? */
function RecordedCrimes() {
  const { filters } = useFilters();
  const { data } = useQuery(seriesQuery("recorded-crimes", filters));
  const latest = data?.latest ?? null;
  if (!latest) return null;
  return (
    <div className="headline__item">
      <p className="headline__label">Recorded crimes, {formatMonth(latest.month)}</p>
      <p className="headline__word">{formatCount(latest.value ?? 0)}</p>
      <p className="headline__note">
        Same filters,{" "}
        <Link to="/kpi/$id" params={{ id: "recorded-crimes" }} search={filtersOf}>
          by month
        </Link>
      </p>
    </div>
  );
}
