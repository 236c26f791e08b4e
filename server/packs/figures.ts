import type { z } from "zod";
import { type funnelSchema, type incidenceSchema, usualAge } from "../contract/attrition.ts";
import type { Breakdown } from "../contract/breakdown.ts";
import type { Dimension, Filters, Scope } from "../contract/filters.ts";
import type { Changes } from "../contract/flight-deck.ts";
import type { Kpi } from "../contract/kpi.ts";
import type { Audience } from "../contract/pack.ts";
import { Problem } from "../contract/problem.ts";
import type { Point, seriesSchema } from "../contract/series.ts";
import type { Settings } from "../contract/settings.ts";
import type { checksSchema } from "../contract/snapshot.ts";
import { releasedView, type View } from "../disclosure/view.ts";
import { readIncidence } from "../measures/attrition.ts";
import { readBreakdown } from "../measures/breakdown.ts";
import type { Change } from "../measures/change-rule.ts";
import type { MeasureQueries } from "../measures/queries.ts";
import { type KpiQuestion, questionOf } from "../measures/question.ts";
import { readSeries } from "../measures/series.ts";
import { seriesAnswer } from "../measures/series-answer.ts";
import { findDefinition, servedKpis } from "../measures/served-kpis.ts";
import { readFunnel } from "../measures/stages.ts";
import { whatChanged } from "../measures/what-changed.ts";
import { seriesSettings } from "../settings/settings.ts";
import type { Manifest } from "../store/manifest.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { formatDate, formatLongMonth, formatMonth } from "../wording/format.ts";
import { latestJudged } from "../wording/judging.ts";
import { addMonths } from "../wording/months.ts";
import { inOrder } from "../wording/order.ts";

type Series = z.infer<typeof seriesSchema>;

/** The figures of a pack, each as the API answers it to a person who may see what the audience may. */
export type PackFigures = {
  snapshot: Manifest["snapshot"];
  view: View;
  changes: Changes;
  kpis: { kpi: Kpi; series: Series | null; breakdown: Breakdown | null }[];
  /** The first count by month recorded, with its own title: it stands beside every KPI. Null if there is none. */
  recorded: { kpi: string; title: string; points: Point[] } | null;
  incidence: z.infer<typeof incidenceSchema> | null;
  funnel: z.infer<typeof funnelSchema> | null;
  checks: z.infer<typeof checksSchema>["checks"];
};

export type Chosen = {
  month: string;
  scope: Scope;
  audience: Audience;
  kpis: { id: string; breakdown: Dimension | null }[];
};

const horizon = 365;

/** An internal pack shows the board exact figures, but no group of 1 to 4; one that leaves the force shows released ones. */
function viewOf(audience: Audience, settings: Settings): View {
  return audience === "external" ? releasedView(settings) : { exactness: "no-small-groups" };
}

/** Reads the figures of the chosen KPIs up to the pack's month, and of the cohort whose attrition is followed. Throws a 400
 * for a month that is not there or not complete, and for a KPI that is not. */
export async function readFigures(
  snapshot: Snapshot,
  queries: MeasureQueries,
  settings: Settings,
  chosen: Chosen,
): Promise<PackFigures> {
  const { manifest } = snapshot;
  refuseMonth(manifest.snapshot, chosen.month);
  const view = viewOf(chosen.audience, settings);
  const found = chosen.kpis.map(({ id, breakdown: by }) => ({ kpi: findKpi(manifest, settings, id), by }));
  const cohort = cohortOf(manifest.snapshot, chosen);
  const followed = cohort && questionOf({ snapshot, filters: cohort, view });
  const [read, incidence, funnel] = await Promise.all([
    Promise.all(
      found.map(async ({ kpi, by }) => {
        const read = await seriesOf(kpi);
        return {
          kpi,
          ...read,
          breakdown: by && read.series ? await breakdownOf(kpi, read.series, by) : null,
        };
      }),
    ),
    followed && readIncidence(followed, queries, { horizon, endings: "main" }),
    followed && readFunnel(followed, queries, usualAge),
  ]);
  const volume = servedKpis(manifest, settings).find(({ kind, basis }) => kind === "count" && basis === "R");
  const recorded =
    volume && (read.find(({ kpi }) => kpi.id === volume.id) ?? (await seriesOf(volume))).series;
  const judged = read.flatMap(({ kpi: { id }, series, change }) =>
    series?.verdict ? [{ id, verdict: series.verdict, change }] : [],
  );
  return {
    snapshot: manifest.snapshot,
    view,
    changes: whatChanged(judged),
    kpis: read.map(({ kpi, series, breakdown }) => ({ kpi, series, breakdown })),
    recorded: volume && recorded ? { kpi: volume.id, title: volume.title, points: recorded.points } : null,
    incidence,
    funnel,
    checks: manifest.checks,
  };

  async function seriesOf(kpi: Kpi): Promise<{ series: Series | null; change: Change | null }> {
    if (!kpi.available) return { series: null, change: null };
    const question = questionTo(kpi, { scope: chosen.scope, to: chosen.month });
    const read = await readSeries(question, queries, seriesSettings(settings, kpi.id));
    const answer = seriesAnswer(question, read, settings, "xmr");
    const annotations = answer.annotations.filter(({ month }) =>
      read.points.some((point) => point.month === month),
    );
    const series = { ...answer, annotations };
    return { series, change: read.change };
  }

  /** By group over the last 12 judged months of the pack; released figures are of the whole period only. */
  async function breakdownOf(kpi: Kpi, { points }: Series, by: Dimension): Promise<Breakdown> {
    const last = latestJudged(points)?.month ?? chosen.month;
    const window = view.exactness === "released" ? {} : { from: addMonths(last, -11), to: last };
    const question = questionTo(kpi, { scope: chosen.scope, ...window });
    return readBreakdown({ ...question, split: by }, queries);
  }

  function questionTo(kpi: Kpi, filters: Filters): KpiQuestion {
    return questionOf({ snapshot, definition: findDefinition(manifest, kpi.id), filters, view });
  }
}

/** The KPIs that the flight deck leads with, in its order. A pack shows these unless it names others. */
export function usualKpis(manifest: Manifest): string[] {
  const known = manifest.kpis.map(({ definition, reason }) => ({
    ...definition,
    available: reason === null,
  }));
  return inOrder(known, (kpi) => kpi).flatMap(({ id, headline }) => (headline ? id : []));
}

function findKpi(manifest: Manifest, settings: Settings, id: string): Kpi {
  const kpis = servedKpis(manifest, settings);
  const found = kpis.find((kpi) => kpi.id === id);
  if (found) return found;
  const known = kpis.map((kpi) => kpi.id).join(", ");
  throw new Problem(
    400,
    "unknown-kpi",
    `There is no KPI “${id}” in this snapshot. Choose from: ${known}.`,
    "kpi",
  );
}

function refuseMonth({ asAt, firstMonth, lastCompleteMonth }: Manifest["snapshot"], month: string): void {
  const held = `The snapshot holds ${formatMonth(firstMonth)} to ${formatMonth(lastCompleteMonth)}`;
  const last = `the last complete month is ${formatLongMonth(lastCompleteMonth)} (${lastCompleteMonth})`;
  if (month < firstMonth)
    throw new Problem(
      400,
      "unknown-month",
      `${held}; ${formatLongMonth(month)} lies before. Choose a later month.`,
      "month",
    );
  if (month > asAt.slice(0, 7))
    throw new Problem(
      400,
      "unknown-month",
      `${held}; ${formatLongMonth(month)} lies after. Choose ${lastCompleteMonth}, or import later files first.`,
      "month",
    );
  if (month > lastCompleteMonth)
    throw new Problem(
      400,
      "immature-month",
      `${formatLongMonth(month)} is not complete: the files are as at ${formatDate(asAt)}, so ${last}. Choose that, or import files taken at the end of the month or later.`,
      "month",
    );
}

/** Crimes recorded in the twelve months that ended a year before the pack's month: each has had a year to end. Released
 * totals are of the whole period only, or they could be subtracted from each other. */
function cohortOf({ firstMonth }: Manifest["snapshot"], { month, scope, audience }: Chosen) {
  if (audience === "external") return { scope };
  const to = addMonths(month, -12);
  const from = addMonths(month, -23);
  return to < firstMonth ? null : { scope, from: from < firstMonth ? firstMonth : from, to };
}
