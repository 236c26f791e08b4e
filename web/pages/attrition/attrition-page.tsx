import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { funnelQuery, incidenceQuery } from "../../cohorts/attrition-queries.ts";
import { attritionReading, attritionTitle } from "../../cohorts/attrition-words.ts";
import { type Cohort, chosenCohort } from "../../cohorts/cohorts.ts";
import { Failure, Skeleton } from "../../components/states.tsx";
import { useTitle } from "../../components/use-title.ts";
import { FilterBar } from "../../filters/filter-bar.tsx";
import { NothingMatches } from "../../filters/nothing-matches.tsx";
import { useFilters } from "../../filters/use-filters.ts";
import { useIsReleased } from "../../layout/session.ts";
import { useSnapshot } from "../../layout/snapshot.ts";
import { filtersOf } from "../../search.ts";
import type { Incidence } from "../../types.ts";
import { CohortFilter } from "./cohort-filter.tsx";
import { FunnelFigure } from "./funnel-figure.tsx";
import { IncidenceFigure } from "./incidence-figure.tsx";

/** Follows one cohort: what became of every crime recorded in the same months. */
export function AttritionPage() {
  const snapshot = useSnapshot();
  const { filters } = useFilters();
  const isReleased = useIsReleased();
  const asked = useSearch({ from: "/attrition" }).cohort;
  const cohort = chosenCohort(snapshot, filters, asked, isReleased === true);
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...incidenceQuery(filters, cohort),
    enabled: isReleased !== null,
  });
  useTitle("Attrition");

  return (
    <>
      <nav className="crumb" aria-label="Where you are">
        <Link to="/" search={filtersOf}>
          Flight deck
        </Link>{" "}
        / Attrition
      </nav>
      <div className="title">
        <div>
          <h1>{data ? attritionTitle(data) : `Crimes recorded ${cohort.title}`}</h1>
          <p className="title__reading">{data ? attritionReading(data) : "\u00a0"}</p>
        </div>
      </div>
      <FilterBar
        period={<CohortFilter cohort={cohort} filters={filters} isReleased={isReleased === true} />}
      />
      {data ? (
        <div aria-busy={isPlaceholderData} className="attrition">
          {data.cohort.crimes === 0 ? <NothingMatches /> : <Figures incidence={data} cohort={cohort} />}
        </div>
      ) : error ? (
        <Failure error={error} what="The cohort" onRetry={() => void refetch()} />
      ) : (
        <div className="attrition">
          <Skeleton shape="panel" label="Reading the cohort" />
          <Skeleton shape="panel" label="" />
        </div>
      )}
    </>
  );
}

function Figures({ incidence, cohort }: { incidence: Incidence; cohort: Cohort }) {
  const { filters } = useFilters();
  const { data, error, refetch } = useQuery(funnelQuery(filters, cohort));
  return (
    <>
      <IncidenceFigure incidence={incidence} />
      {data ? (
        <FunnelFigure funnel={data} />
      ) : error ? (
        <Failure error={error} what="The funnel" onRetry={() => void refetch()} />
      ) : (
        <Skeleton shape="panel" label="Reading the funnel" />
      )}
      <WhyCohorts />
    </>
  );
}

/** Warns of the mistake that this page is meant to prevent. */
function WhyCohorts() {
  return (
    <section className="panel attrition__why" aria-labelledby="why-cohorts">
      <h2 id="why-cohorts">Why not divide this month’s charges by this month’s crimes?</h2>
      <p>
        Because they are different crimes: most crimes charged in a month were recorded long before it. Such a
        ratio moves when recording rises or old crimes are finished, even if nothing else changes. Here every
        share is of the same crimes, each followed from its own day of recording.
      </p>
      <p className="small">
        Method: cumulative incidence with competing endings (Aalen–Johansen), open crimes censored at the
        as-at date. Bands are pointwise 95% (log–log).
      </p>
    </section>
  );
}
