import type { PackModel, PackPage } from "../contract/pack-model.ts";
import type { Point } from "../contract/series.ts";
import { formatCounts, formatMonth, formatValue } from "../wording/format.ts";
import { type RevisedPart, revisedParts } from "./revised-parts.ts";

type Revision = { kpi: string; title: string; month: string; before: string; after: string };

export type Revised = {
  figures: Revision[];
  /** What differs beside the months: groups of breakdowns, attrition, and what the checks found. */
  parts: RevisedPart[];
  /** Titles of KPIs whose definition has changed. */
  definitions: string[];
  /** Titles of KPIs that no longer exist. */
  gone: string[];
};

/** Compares the figures of a frozen pack with those of the same pack made from the served snapshot. */
export function packRevisions(frozen: PackModel, now: PackModel): Revised {
  const pairs = frozen.pages.map((page) => ({
    page,
    other: now.pages.find(({ kpi }) => kpi.id === page.kpi.id),
  }));
  return {
    figures: pairs.flatMap(({ page, other }) => (other ? revisionsOf(page, other) : [])),
    parts: revisedParts(frozen, now),
    definitions: pairs.flatMap(({ page, other }) =>
      other && isRedefined(page, other) ? [page.kpi.title] : [],
    ),
    gone: pairs.flatMap(({ page, other }) => (other ? [] : [page.kpi.title])),
  };
}

function revisionsOf({ kpi, series }: PackPage, { series: now }: PackPage): Revision[] {
  const later = new Map(now?.points.map((point) => [point.month, point]));
  return (series?.points ?? []).flatMap((point) => {
    const other = later.get(point.month) ?? null;
    const [before, after] = [written(kpi, point), other ? written(kpi, other) : "no figure"];
    return before === after
      ? []
      : [{ kpi: kpi.id, title: kpi.title, month: formatMonth(point.month), before, after }];
  });
}

function isRedefined({ kpi }: PackPage, { kpi: other }: PackPage): boolean {
  const meaning = ({ query, definition, settings, matures_after_days }: PackPage["kpi"]) =>
    JSON.stringify([query, definition, settings, matures_after_days]);
  return meaning(kpi) !== meaning(other);
}

function written({ unit, words }: PackPage["kpi"], point: Point): string {
  if (point.suppressed) return "[c]";
  const counts = unit === "crimes" ? "" : formatCounts(point.numerator, point.denominator, words);
  return [point.value === null ? "no figure" : formatValue(unit, point.value, words), counts && `(${counts})`]
    .filter(Boolean)
    .join(" ");
}

export type ComparedPack = {
  kpi: string;
  title: string;
  before: string;
  after: string;
  headline: { before: string; after: string };
};

/** Two packs beside each other: each KPI's latest figure, and the sentence above it. A KPI in only one of them has an
 * empty side. */
export function comparePacks(before: PackModel, after: PackModel): ComparedPack[] {
  const ids = [...new Set([...after.pages, ...before.pages].map(({ kpi }) => kpi.id))];
  const side = (pack: PackModel, id: string) => pack.pages.find(({ kpi }) => kpi.id === id);
  const latest = (page: PackPage | undefined) =>
    page ? [page.row.value, page.row.counts, page.row.reading].filter(Boolean).join("; ") : "";
  return ids.map((id) => {
    const [left, right] = [side(before, id), side(after, id)];
    return {
      kpi: id,
      title: (right ?? left)?.kpi.title ?? id,
      before: latest(left),
      after: latest(right),
      headline: { before: left?.headline ?? "", after: right?.headline ?? "" },
    };
  });
}
