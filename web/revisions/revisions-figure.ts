import {
  largestRevision,
  revisionsChart,
  revisionsHeight,
  revisionsOf,
} from "../../server/charts/revisions-chart.ts";
import {
  countOf,
  formatLongMonth,
  formatMonth,
  formatShortDate,
  formatValue,
  signedChange,
  signedNumber,
} from "../../server/wording/format.ts";
import type { Chart } from "../figures/chart.ts";
import type { Table } from "../figures/columns.ts";
import type { Kpi, Revisions } from "../types.ts";
import { figureWords } from "./figure-words.ts";

type Month = Revisions["months"][number];

/** The table of every month reported before, with its figure then and now. */
export function revisionsFigure(kpi: Kpi, revisions: Revisions): Chart {
  const months = revisions.months.filter(({ before }) => before !== null);
  const input = { revisions: revisionsOf(revisions.months), unit: kpi.unit, of: kpi.words };
  const moved = months.findLastIndex(({ moves }) => moves.length > 0);
  return {
    name: `${kpi.title}, each month then and now. ${revisionsReading(kpi, revisions)}`,
    heightAt: () => revisionsHeight,
    draw: (place) => revisionsChart(input, place),
    stops: months.map((month, index) => ({
      title: formatLongMonth(month.month),
      facts: factsOf(kpi, month, input.revisions[index]?.change ?? null, revisions.reasons),
    })),
    start: moved < 0 ? months.length - 1 : moved,
    movesBy: "month by month",
    direction: "across",
  };
}

/** Says how many figures changed, and which changed most. */
export function revisionsReading(kpi: Kpi, { months, against }: Revisions): string {
  const revisions = revisionsOf(months);
  const changed = revisions.filter(({ change }) => change).length;
  const since = `since ${formatShortDate(against.as_at)}`;
  const largest = largestRevision(revisions);
  if (!largest) return `No figure of ${revisions.length} months has changed ${since}.`;
  return `The figures of ${changed} of ${revisions.length} months have changed ${since}; most of all ${formatLongMonth(largest.month)}, from ${formatValue(kpi.unit, largest.was, kpi.words)} to ${formatValue(kpi.unit, largest.is, kpi.words)}.`;
}

function factsOf(kpi: Kpi, month: Month, change: number | null, reasons: Revisions["reasons"]): string[] {
  const now = figureWords(kpi, month.after);
  if (month.moves.length === 0) return [now, "as it was"];
  return [
    `then ${figureWords(kpi, month.before)}`,
    `now ${now}`,
    ...(change ? [signedChange(kpi.unit, change)] : []),
    movesWords(kpi, month, reasons),
  ];
}

/** The table of the months in which ${kpi.words.many} are counted differently, with what moved. */
export function revisionsTable(kpi: Kpi, revisions: Revisions, moved: Month[]): Table<Month> {
  const { against, as_at, months, reasons } = revisions;
  const words = (month: Month) => movesWords(kpi, month, reasons);
  return {
    caption: `${kpi.title}: ${kpi.words.many} are counted differently in ${moved.length} of ${months.length} months. Then: as at ${formatShortDate(against.as_at)}. Now: as at ${formatShortDate(as_at)}.`,
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
      write: (month: Month) => figureWords(kpi, of(month)),
    };
  }
}

function movesWords(kpi: Kpi, { moves }: Month, reasons: Revisions["reasons"]): string {
  return moves.map((move) => moveWords(kpi, move, reasons[move.reason] ?? move.reason)).join("; ");
}

/** “outcome changed: 2 crimes, n −2, N 0”. */
function moveWords(
  { words }: Kpi,
  { crimes, numerator, denominator }: Month["moves"][number],
  reason: string,
): string {
  const parts = [
    numerator === null ? "" : `n ${signedNumber("crimes", numerator)}`,
    denominator === null ? "" : `N ${signedNumber("crimes", denominator)}`,
  ].filter(Boolean);
  return [`${reason}: ${countOf(crimes, words)}`, ...parts].join(", ");
}
