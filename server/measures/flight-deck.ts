import type { z } from "zod";
import type { View } from "../access/view.ts";
import { Problem } from "../problem.ts";
import type { Filters, Kpi, tileSchema } from "../schemas.ts";
import { type Settings, seriesSettings, targetOf } from "../settings/settings.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { latestJudged } from "../wording/marks.ts";
import { monthBefore, periodOf } from "./months.ts";
import type { MeasureQueries } from "./queries.ts";
import { type Change, readSeries } from "./series.ts";
import { latestLimits, verdictOf } from "./verdict.ts";

type Tile = z.infer<typeof tileSchema>;

const sparklineMonths = 24;

/** One KPI's tile: its latest judged point and the points of its sparkline, and how its latest months compare with those
 * before. A KPI that cannot be worked out says so on its own tile and leaves the others as they are. */
export async function readTile(
  snapshot: Snapshot,
  queries: MeasureQueries,
  settings: Settings,
  kpi: Kpi,
  filters: Filters,
  view: View,
  log: (line: string) => void,
): Promise<{ tile: Tile; change: Change | null }> {
  const tile: Tile = {
    kpi,
    latest: null,
    points: [],
    maturing: 0,
    limits: null,
    verdict: null,
    target: null,
    comparator: null,
    error: null,
  };
  const definition = snapshot.manifest.kpis.find((each) => each.definition.id === kpi.id)?.definition;
  if (!kpi.available || !definition) return { tile, change: null };
  try {
    const { from: first, to } = periodOf(filters, snapshot.manifest.snapshot);
    const recent = monthBefore(to, sparklineMonths - 1);
    const from = filters.from || first > recent ? first : recent;
    const series = await readSeries(
      snapshot,
      queries,
      definition,
      { ...filters, from, to },
      seriesSettings(settings, kpi.id),
      view,
    );
    const { points } = series;
    const latest = latestJudged(points);
    const maturing = points
      .filter(({ month }) => !latest || month > latest.month)
      .filter(({ complete, mature }) => complete && mature === false).length;
    const target = targetOf(settings, kpi.id, latest?.month ?? to);
    const verdict = verdictOf(definition, series, target);
    const judged = { points, latest, maturing, limits: latestLimits(points) };
    return { tile: { ...tile, ...judged, verdict, target }, change: series.change };
  } catch (error) {
    if (error instanceof Problem) throw error;
    log(`error on the tile ${kpi.id}: ${error instanceof Error ? error.stack : error}`);
    const failed = { ...tile, error: "This figure could not be worked out. The others are not affected." };
    return { tile: failed, change: null };
  }
}
