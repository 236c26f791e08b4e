import { useInfiniteQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { formatShortDate } from "../../server/wording/format.ts";
import { Failure, Skeleton } from "../components/states.tsx";
import { Figure } from "../figures/figure.tsx";
import type { FilterSearch } from "../search.ts";
import type { Kpi } from "../types.ts";
import { MovedUnits } from "./moved-units.tsx";
import { revisionsFigure, revisionsReading, revisionsTable } from "./revisions-figure.ts";
import { revisionsQuery, type TwoSnapshots } from "./revisions-queries.ts";

/** Compares a KPI in two snapshots: its months then and now, what moved by reason, and the crimes. Without a KPI or two snapshots it
 * shows only the controls to choose them. */
export function RevisionsPanel(props: {
  title: string;
  note: string;
  tools: ReactNode;
  kpi: Kpi | null;
  filters: FilterSearch;
  between: TwoSnapshots | null;
}) {
  const { kpi, filters, between } = props;
  if (!kpi || !between) return <Frame {...props}>{null}</Frame>;
  return <Compared {...props} kpi={kpi} filters={filters} between={between} />;
}

type Words = { title: string; note: string; tools: ReactNode };

/** The panel until there is a figure in it. */
function Frame({ title, note, tools, children }: Words & { children: ReactNode }) {
  return (
    <section className="panel" id="revisions" aria-labelledby="revisions-title">
      <div className="panel__head">
        <div>
          <h2 id="revisions-title">{title}</h2>
          <p className="small">{note}</p>
        </div>
        <div className="panel__tools">{tools}</div>
      </div>
      {children}
    </section>
  );
}

function Compared(props: Words & { kpi: Kpi; filters: FilterSearch; between: TwoSnapshots }) {
  const { kpi, filters, between, ...words } = props;
  const { data, error, refetch, isPlaceholderData, ...paging } = useInfiniteQuery(
    revisionsQuery(kpi.id, filters, between),
  );
  const [first] = data?.pages ?? [];
  const moved = useMemo(() => (first?.months ?? []).filter(({ moves }) => moves.length > 0), [first]);
  const chart = useMemo(() => first && revisionsFigure(kpi, first), [kpi, first]);
  if (!first || !chart) {
    return (
      <Frame {...words}>
        {error ? (
          <Failure error={error} what="The comparison" onRetry={() => void refetch()} />
        ) : (
          <Skeleton shape="list" label="Comparing" />
        )}
      </Frame>
    );
  }
  if (moved.length === 0) {
    return (
      <Frame {...words}>
        <p>
          No crime is counted differently in any month up to {formatShortDate(first.against.as_at)}: every
          figure is what it was.
        </p>
      </Frame>
    );
  }
  const crimes = data?.pages.flatMap((page) => page.crimes?.rows ?? []) ?? [];
  return (
    <div aria-busy={isPlaceholderData}>
      <Figure
        id="revisions"
        {...words}
        chart={chart}
        table={revisionsTable(kpi, first, moved)}
        pictureTitle={`${kpi.title}: then, as at ${formatShortDate(first.against.as_at)}, and now`}
        reading={revisionsReading(kpi, first)}
        fileName={`${kpi.id}-revisions-since-${first.against.as_at}`}
      >
        <MovedUnits
          reasons={first.reasons}
          of={first.of}
          crimes={first.crimes && { total: first.crimes.total, rows: crimes }}
          hasMore={paging.hasNextPage}
          isReading={paging.isFetchingNextPage}
          problem={error?.message ?? ""}
          onMore={() => void paging.fetchNextPage()}
        />
      </Figure>
    </div>
  );
}
