import { useInfiniteQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { countOf, formatMonth, formatShortDate, signedNumber } from "../../server/wording/format.ts";
import { Failure, Skeleton } from "../components/states.tsx";
import type { Table } from "../figures/columns.ts";
import { Figure } from "../figures/figure.tsx";
import type { FilterSearch } from "../search.ts";
import type { Kpi, Revisions } from "../types.ts";
import { figureWords } from "./figure-words.ts";
import { MovedCrimes } from "./moved-crimes.tsx";
import { type Pair, revisionsQuery } from "./revisions-queries.ts";

type Month = Revisions["months"][number];

/** A KPI in two snapshots: month by month then and now, reason by reason what moved, and the crimes themselves. Without a
 * KPI or a pair to compare, only the controls to choose them with. */
export function RevisionsPanel(props: {
  title: string;
  note: string;
  tools: ReactNode;
  kpi: Kpi | null;
  filters: FilterSearch;
  pair: Pair | null;
}) {
  const { kpi, filters, pair } = props;
  if (!kpi || !pair) return <Frame {...props}>{null}</Frame>;
  return <Compared {...props} kpi={kpi} filters={filters} pair={pair} />;
}

type Words = { title: string; note: string; tools: ReactNode };

/** The panel before there is anything in it to take away. */
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

function Compared(props: Words & { kpi: Kpi; filters: FilterSearch; pair: Pair }) {
  const { kpi, filters, pair, ...words } = props;
  const { data, error, refetch, isPlaceholderData, ...paging } = useInfiniteQuery(
    revisionsQuery(kpi.id, filters, pair),
  );
  const [first] = data?.pages ?? [];
  const moved = useMemo(() => (first?.months ?? []).filter(({ moves }) => moves.length > 0), [first]);
  if (!first) {
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
          No crime counts otherwise in any month up to {formatShortDate(first.against.as_at)}: every figure is
          what it was.
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
        chart={null}
        table={tableOf(kpi, first, moved)}
        reading=""
        fileName={`${kpi.id}-revisions-since-${first.against.as_at}`}
      >
        <MovedCrimes
          reasons={first.reasons}
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

function tableOf(kpi: Kpi, revisions: Revisions, moved: Month[]): Table<Month> {
  const { against, as_at, months, reasons } = revisions;
  const words = (month: Month) =>
    month.moves.map((move) => moveWords(move, reasons[move.reason] ?? move.reason)).join("; ");
  return {
    caption: `${kpi.title}: crimes count otherwise in ${moved.length} of ${months.length} months. Then: as at ${formatShortDate(against.as_at)}. Now: as at ${formatShortDate(as_at)}.`,
    rowHeading: "Month",
    rowKey: ({ month }) => month,
    rowTitle: ({ month }) => formatMonth(month),
    rows: moved,
    pageRows: moved.toReversed(),
    columns: [
      figure("then", "Then", ({ before }) => before),
      figure("now", "Now", ({ after }) => after),
      { key: "what_moved", title: "What moved", isText: true, read: words, write: words },
    ],
  };

  function figure(key: string, title: string, of: (month: Month) => Month["after"]) {
    return {
      key,
      title,
      read: (month: Month) => of(month)?.value ?? null,
      write: (month: Month) => figureWords(kpi.unit, of(month)),
    };
  }
}

/** “outcome changed: 2 crimes, n −2, N 0”. */
function moveWords({ crimes, numerator, denominator }: Month["moves"][number], reason: string): string {
  const parts = [
    numerator === null ? "" : `n ${signedNumber("crimes", numerator)}`,
    denominator === null ? "" : `N ${signedNumber("crimes", denominator)}`,
  ].filter(Boolean);
  return [`${reason}: ${countOf(crimes)}`, ...parts].join(", ");
}
