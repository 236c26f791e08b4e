import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { countOf, formatMonth } from "../../../server/wording/format.ts";
import { latestJudged } from "../../../server/wording/marks.ts";
import { Failure, Skeleton } from "../../components/states.tsx";
import { Switch } from "../../components/switch.tsx";
import { useFilters } from "../../filters/use-filters.ts";
import type { Kpi, Point } from "../../types.ts";
import { CasesTable } from "./cases-table.tsx";
import { casesQuery, type Listed } from "./kpi-queries.ts";

const sides = [
  { value: "numerator", title: "Numerator" },
  { value: "denominator", title: "Denominator" },
] as const;

/** The crimes behind one month's number. They are only read when a month is asked for. */
export function CasesPanel({ kpi, points }: { kpi: Kpi; points: Point[] }) {
  const { month, counted } = useSearch({ from: "/kpi/$id" });
  const navigate = useNavigate({ from: "/kpi/$id" });
  const latest = latestJudged(points) ?? points.at(-1);
  const hasSides = kpi.unit === "share";
  const listed: Listed | null = month ? { month, counted: sideOf(kpi, counted) } : null;

  function open(chosen: string) {
    void navigate({
      search: ({ month: _, ...now }) => (chosen ? { ...now, month: chosen } : now),
      resetScroll: false,
    });
  }

  return (
    <section className="panel" id="crimes" aria-labelledby="crimes-title">
      <div className="panel__head">
        <div>
          <h2 id="crimes-title">The crimes behind the number</h2>
          <p className="small">References only: no names, addresses or dates of birth are held here.</p>
        </div>
        <div className="panel__tools">
          <label className="field field--inline">
            <span>Month</span>
            <select value={month ?? ""} onChange={(event) => open(event.target.value)}>
              <option value="">Choose…</option>
              {points.toReversed().map((point) => (
                <option key={point.month} value={point.month}>
                  {formatMonth(point.month)}
                </option>
              ))}
              {month && !points.some((point) => point.month === month) && (
                <option value={month}>{formatMonth(month)}</option>
              )}
            </select>
          </label>
          {hasSides && listed && (
            <Switch
              legend="Which crimes"
              choices={sides}
              value={listed.counted}
              onChange={(side) =>
                void navigate({ search: (now) => ({ ...now, counted: side }), resetScroll: false })
              }
            />
          )}
        </div>
      </div>
      {listed ? (
        <Listing kpi={kpi} listed={listed} point={points.find((point) => point.month === listed.month)} />
      ) : (
        latest && (
          <button type="button" className="button" onClick={() => open(latest.month)}>
            List the crimes of {formatMonth(latest.month)}
          </button>
        )
      )}
    </section>
  );
}

function Listing({ kpi, listed, point }: { kpi: Kpi; listed: Listed; point: Point | undefined }) {
  const { filters } = useFilters();
  const { data, error, hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage, refetch } =
    useInfiniteQuery(casesQuery(kpi.id, filters, listed));
  if (error && !data)
    return <Failure error={error} what="The list of crimes" onRetry={() => void refetch()} />;
  if (!data) return <Skeleton shape="list" label="Reading the crimes" />;
  const rows = data.pages.flatMap((page) => page.rows);
  const total = data.pages[0]?.total ?? 0;
  return (
    <div aria-busy={isPlaceholderData}>
      <p className="cases__total" role="status">
        <b>{countOf(total)}</b> {sideWords(kpi, listed)} {formatMonth(listed.month)}
        {agrees(total, listed, point) ? ", the same number as above" : ""}.
        {rows.length < total ? ` ${countOf(rows.length)} shown.` : ""}
      </p>
      {total > 0 && <CasesTable kpi={kpi} rows={rows} listed={listed} />}
      {error && <p role="alert">The next page could not be read: {error.message}</p>}
      {hasNextPage && (
        <button
          type="button"
          className="button"
          disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {isFetchingNextPage ? "Reading…" : "Show more"}
        </button>
      )}
    </div>
  );
}

/** Which list is the number itself: the numerator, or for a median every crime that it is taken over. */
function sideOf(kpi: Kpi, counted: Listed["counted"] | undefined): Listed["counted"] {
  if (kpi.kind === "duration") return "denominator";
  return kpi.unit === "share" ? (counted ?? "numerator") : "numerator";
}

function sideWords(kpi: Kpi, { counted }: Listed): string {
  if (kpi.unit !== "share") return "counted in";
  return counted === "numerator" ? "in the numerator of" : "in the denominator of";
}

function agrees(total: number, { counted }: Listed, point: Point | undefined): boolean {
  return point !== undefined && total === (counted === "numerator" ? point.numerator : point.denominator);
}
