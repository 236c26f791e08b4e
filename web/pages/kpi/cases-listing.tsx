import { useInfiniteQuery } from "@tanstack/react-query";
import { countOf } from "../../../server/wording/format.ts";
import { Failure, Skeleton } from "../../components/states.tsx";
import { useFilters } from "../../filters/use-filters.ts";
import type { Kpi } from "../../types.ts";
import { CasesTable } from "./cases-table.tsx";
import { casesQuery, type Listed } from "./kpi-queries.ts";

/** A number, and how to read the crimes behind it. */
export type Behind = { listed: Listed; where: string; number: number | null };

/** Lists the crimes page by page, and says whether there are as many as the number. */
export function CasesListing({ kpi, behind }: { kpi: Kpi; behind: Behind }) {
  const { filters } = useFilters();
  const { listed, where, number } = behind;
  const { data, error, hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage, refetch } =
    useInfiniteQuery(casesQuery(kpi.id, filters, listed));
  if (error && !data)
    return <Failure error={error} what={`The list of ${kpi.words.many}`} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton shape="list" label={`Reading the ${kpi.words.many}`} />;
  const rows = data.pages.flatMap((page) => page.rows);
  const [{ total, of } = { total: 0, of: null }] = data.pages;
  return (
    <div aria-busy={isPlaceholderData}>
      <p className="cases__total" role="status">
        <b>{countOf(total, kpi.words)}</b> {sideWords(kpi, listed)} {where}
        {total === number ? ", the same number as above" : ""}.
        {rows.length < total ? ` ${countOf(rows.length, kpi.words)} shown.` : ""}
      </p>
      {total > 0 && of && <CasesTable kpi={kpi} of={of} rows={rows} listed={listed} />}
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

function sideWords(kpi: Kpi, { counted }: Listed): string {
  if (kpi.unit !== "share") return "counted in";
  return counted === "numerator" ? "in the numerator of" : "in the denominator of";
}
