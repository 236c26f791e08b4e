import type { z } from "zod";
import type { Filters } from "../contract/filters.ts";
import type { tileSchema } from "../contract/flight-deck.ts";
import type { Kpi } from "../contract/kpi.ts";
import { Problem } from "../contract/problem.ts";
import type { Point } from "../contract/series.ts";
import type { Settings } from "../contract/settings.ts";
import { refuseFreeQuestions } from "../disclosure/questions.ts";
import type { View } from "../disclosure/view.ts";
import type { Definition } from "../model/definition.ts";
import { seriesSettings, targetOf } from "../settings/settings.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { latestJudged } from "../wording/judging.ts";
import { addMonths } from "../wording/months.ts";
import { readKeptCounted } from "./cached-points.ts";
import type { Change } from "./change-rule.ts";
import { chosenUnits } from "./chosen-units.ts";
import { type ChartRow, readCharts } from "./control-charts.ts";
import { periodOf } from "./months.ts";
import type { MeasureQueries } from "./queries.ts";
import { readShown, seriesOf } from "./series.ts";
import { latestLimits, verdictOf } from "./verdict.ts";

type Tile = z.infer<typeof tileSchema>;

type ReadTile = { tile: Tile; change: Change | null };

const sparklineMonths = 24;

/** Every KPI's tile: its latest judged point and the points of its sparkline, and how its latest months compare with those
 * before. All are charted in one statement. A KPI that cannot be worked out says so on its own tile and leaves the others as
 * they are. */
export async function readTiles(
  snapshot: Snapshot,
  queries: MeasureQueries,
  settings: Settings,
  kpis: Kpi[],
  filters: Filters,
  view: View,
  log: (line: string) => void,
): Promise<ReadTile[]> {
  refuseFreeQuestions(view, filters);
  for (const unit of snapshot.manifest.units) await chosenUnits(snapshot, unit, filters);
  const read = await Promise.all(
    kpis.map(async (kpi) => {
      const served = snapshot.manifest.kpis.find(({ definition }) => definition.id === kpi.id);
      if (!kpi.available || !served) return { kpi, definition: null, shown: null };
      const { definition } = served;
      try {
        const shown = await readShown(
          snapshot,
          queries,
          definition,
          filters,
          view,
          undefined,
          readKeptCounted,
        );
        return { kpi, definition, shown };
      } catch (error) {
        if (error instanceof Problem) throw error;
        log(`error on the tile ${kpi.id}: ${error instanceof Error ? error.stack : error}`);
        return { kpi, definition, shown: null };
      }
    }),
  );
  const series = read.flatMap(({ kpi, definition, shown }) =>
    definition && shown && definition.kind !== "stock"
      ? [{ split: kpi.id, definition, settings: seriesSettings(settings, kpi.id), points: shown }]
      : [],
  );
  const { to } = periodOf(filters, snapshot.manifest.snapshot);
  const charts = await readCharts(snapshot, queries, series, to);
  return read.map(({ kpi, definition, shown }) => {
    if (!definition) return { tile: emptyTile(kpi), change: null };
    if (!shown) return { tile: { ...emptyTile(kpi), error: failed }, change: null };
    const charted = charts.filter(({ split }) => split === kpi.id);
    return tileOf(snapshot, settings, kpi, definition, filters, shown, charted);
  });
}

const failed = "This figure could not be worked out. The others are not affected.";

function emptyTile(kpi: Kpi): Tile {
  return {
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
}

function tileOf(
  snapshot: Snapshot,
  settings: Settings,
  kpi: Kpi,
  definition: Definition,
  filters: Filters,
  shown: Point[],
  charted: ChartRow[],
): ReadTile {
  const { from: first, to } = periodOf(filters, snapshot.manifest.snapshot);
  const recent = addMonths(to, 1 - sparklineMonths);
  const from = filters.from || first > recent ? first : recent;
  const series = seriesOf(snapshot, definition, { ...filters, from, to }, shown, charted);
  const { points } = series;
  const latest = latestJudged(points);
  const maturing = points
    .filter(({ month }) => !latest || month > latest.month)
    .filter(({ complete, mature }) => complete && mature === false).length;
  const target = targetOf(settings, kpi.id, latest?.month ?? to);
  const verdict = verdictOf(definition, series, target);
  const tile = {
    ...emptyTile(kpi),
    points,
    latest,
    maturing,
    limits: latestLimits(points),
    verdict,
    target,
  };
  return { tile, change: series.change };
}
