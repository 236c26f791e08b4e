import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { isEmpty } from "../../../server/wording/judging.ts";
import { familyTitle, plainReading } from "../../../server/wording/words.ts";
import { Failure, Notice, Skeleton } from "../../components/states.tsx";
import { useTitle } from "../../components/use-title.ts";
import { FilterBar } from "../../filters/filter-bar.tsx";
import { NothingMatches } from "../../filters/nothing-matches.tsx";
import { useFilters } from "../../filters/use-filters.ts";
import { useMay } from "../../layout/session.ts";
import { kpisQuery } from "../../layout/snapshot.ts";
import { filtersOf } from "../../search.ts";
import type { Kpi, Series } from "../../types.ts";
import { NotFoundPage } from "../not-found-page.tsx";
import { AgreedPanel } from "./agreed-panel.tsx";
import { BreakdownPanel } from "./breakdown-panel.tsx";
import { CasesPanel } from "./cases-panel.tsx";
import { ComparatorsPanel } from "./comparators-panel.tsx";
import { DefinitionCard } from "./definition-card.tsx";
import { DistributionPanel } from "./distribution-panel.tsx";
import { Headline } from "./headline.tsx";
import { KpiChecks } from "./kpi-checks.tsx";
import { seriesQuery } from "./kpi-queries.ts";
import { KpiRevisions } from "./kpi-revisions.tsx";
import { MixPanel } from "./mix-panel.tsx";
import { MonthPanel } from "./month-panel.tsx";
import { Neighbours } from "./neighbours.tsx";
import { OpenPanel } from "./open-panel.tsx";
import { OutcomeCurvesPanel } from "./outcome-curves-panel.tsx";
import { Questions } from "./questions.tsx";
import { SplitPanel } from "./split-panel.tsx";

/** Shows one KPI: its headline, its months, and the answers to what is asked of it. */
export function KpiPage() {
  const { id } = useParams({ from: "/kpi/$id" });
  const { data, error, refetch } = useQuery(kpisQuery());
  if (error && !data) return <Failure error={error} what="The list of KPIs" onRetry={() => void refetch()} />;
  if (!data) return <Skeleton shape="page" label="Reading the KPI" />;
  const kpi = data.kpis.find((one) => one.id === id);
  if (!kpi) return <NotFoundPage what={`There is no KPI called “${id}”.`} />;
  return <OneKpi key={id} kpi={kpi} kpis={data.kpis} />;
}

function OneKpi({ kpi, kpis }: { kpi: Kpi; kpis: Kpi[] }) {
  const { filters } = useFilters();
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...seriesQuery(kpi.id, filters),
    enabled: kpi.available,
  });
  useTitle(kpi.title);

  return (
    <>
      <nav className="crumb" aria-label="Where you are">
        <Link to="/" search={filtersOf}>
          Flight deck
        </Link>{" "}
        / {familyTitle(kpi.family)}
      </nav>
      <div className="title">
        <div>
          <h1>{kpi.title}</h1>
          <p className="title__reading">{readingOf(kpi, data)}</p>
        </div>
        <Neighbours kpi={kpi} kpis={kpis} />
      </div>
      {kpi.available ? (
        <>
          <FilterBar />
          {data ? (
            <div aria-busy={isPlaceholderData}>
              <Figures kpi={kpi} series={data} />
            </div>
          ) : error ? (
            <Failure error={error} what="This KPI" onRetry={() => void refetch()} />
          ) : (
            <FiguresSkeleton />
          )}
        </>
      ) : (
        <NotAvailable kpi={kpi} />
      )}
    </>
  );
}

function Figures({ kpi, series }: { kpi: Kpi; series: Series }) {
  const maySeeCrimes = useMay("list-crimes");
  if (isEmpty(series.points)) return <NothingMatches />;
  return (
    <>
      <Headline kpi={kpi} series={series} />
      <div className="sheet">
        <div className="columns">
          <Questions kpi={kpi} />
          <div className="columns__main">
            <MonthPanel kpi={kpi} series={series} />
            <BreakdownPanel kpi={kpi} />
            <DistributionPanel kpi={kpi} />
          </div>
          <div className="columns__side">
            <DefinitionCard kpi={kpi} />
            <KpiChecks kpi={kpi} />
          </div>
        </div>
        <div className="pairs">
          <SplitPanel kpi={kpi} />
          <MixPanel />
          <OutcomeCurvesPanel kpi={kpi} />
          <OpenPanel />
          <ComparatorsPanel kpi={kpi} />
          <KpiRevisions kpi={kpi} />
          <AgreedPanel kpi={kpi} />
          {maySeeCrimes && <CasesPanel kpi={kpi} points={series.points} />}
        </div>
      </div>
    </>
  );
}

function FiguresSkeleton() {
  return (
    <>
      <Skeleton shape="headline" label="Reading the figures" />
      <div className="columns">
        <Skeleton shape="panel" label="" />
        <Skeleton shape="card" label="" />
      </div>
    </>
  );
}

function NotAvailable({ kpi }: { kpi: Kpi }) {
  return (
    <div className="columns">
      <Notice title="Not available">
        <p>{kpi.reason ?? "Its columns are not in this snapshot."}</p>
        <p>Shown as a gap, never as 0. Ask {kpi.owner} for the missing columns, then import again.</p>
      </Notice>
      <DefinitionCard kpi={kpi} />
    </div>
  );
}

function readingOf(kpi: Kpi, series: Series | undefined): string {
  if (!kpi.available) return kpi.definition;
  if (!series) return "\u00a0";
  return series.verdict?.reading || plainReading(kpi, series.points);
}
