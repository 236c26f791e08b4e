import type { z } from "zod";
import type { tileSchema } from "../contract/flight-deck.ts";
import type { Kpi } from "../contract/kpi.ts";
import { Problem } from "../contract/problem.ts";
import type { Point } from "../contract/series.ts";
import type { Settings } from "../contract/settings.ts";
import { refuseFreeQuestions } from "../disclosure/questions.ts";
import type { Definition } from "../model/definition.ts";
import { seriesSettings } from "../settings/settings.ts";
import { addMonths } from "../wording/months.ts";
import { readCachedPoints } from "./cached-points.ts";
import type { Change } from "./change-rule.ts";
import { chosenUnits } from "./chosen-units.ts";
import { type ChartRow, readCharts } from "./control-charts.ts";
import type { MeasureQueries } from "./queries.ts";
import type { KpiQuestion, Question } from "./question.ts";
import { chartsOf, readShown, seriesOf } from "./series.ts";

type Tile = z.infer<typeof tileSchema>;

type ReadTile = { tile: Tile; change: Change | null };

const sparklineMonths = 24;

/** Every KPI's tile: its latest judged point and the points of its sparkline, and how its latest months compare with those
 * before. All are charted in one statement. A KPI that cannot be worked out says so on its own tile and leaves the others as
 * they are. */
export async function readTiles(
  question: Question,
  queries: MeasureQueries,
  { settings, kpis, log }: { settings: Settings; kpis: Kpi[]; log: (line: string) => void },
): Promise<ReadTile[]> {
  const { snapshot, filters, period, view } = question;
  refuseFreeQuestions(view, filters);
  for (const unit of snapshot.manifest.units) await chosenUnits(snapshot, unit, filters);
  const read = await Promise.all(kpis.map((kpi) => readPoints(question, queries, kpi, log)));
  const series = read.flatMap(({ kpi, definition, shown }) =>
    definition && shown ? chartsOf(definition, seriesSettings(settings, kpi.id), shown) : [],
  );
  const charts = await readCharts(snapshot, queries, series, period.to);
  return read.map(({ kpi, definition, shown }) => {
    if (!definition) return { tile: emptyTile(kpi), change: null };
    if (!shown) return { tile: { ...emptyTile(kpi), error: failed }, change: null };
    const charted = charts.filter(({ split }) => split === kpi.id);
    return tileOf({ ...question, definition }, { settings, kpi }, shown, charted);
  });
}

type ReadPoints = { kpi: Kpi; definition: Definition | null; shown: Point[] | null };

/** The points of a KPI; none if it is not available, or could not be worked out, which the log then explains. */
async function readPoints(
  question: Question,
  queries: MeasureQueries,
  kpi: Kpi,
  log: (line: string) => void,
): Promise<ReadPoints> {
  const served = question.snapshot.manifest.kpis.find(({ definition }) => definition.id === kpi.id);
  if (!kpi.available || !served) return { kpi, definition: null, shown: null };
  const { definition } = served;
  try {
    return {
      kpi,
      definition,
      shown: await readShown({ ...question, definition }, queries, readCachedPoints),
    };
  } catch (error) {
    if (error instanceof Problem) throw error;
    log(`error on the tile ${kpi.id}: ${error instanceof Error ? error.stack : error}`);
    return { kpi, definition, shown: null };
  }
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
  question: KpiQuestion,
  { settings, kpi }: { settings: Settings; kpi: Kpi },
  shown: Point[],
  charted: ChartRow[],
): ReadTile {
  const { filters, period } = question;
  const series = seriesOf(question, seriesSettings(settings, kpi.id), shown, charted);
  const { latest, limits, target, verdict } = series;
  const recent = addMonths(period.to, 1 - sparklineMonths);
  const maturing = series.points
    .filter(({ month }) => !latest || month > latest.month)
    .filter(({ complete, mature }) => complete && mature === false).length;
  const points = filters.from ? series.points : series.points.filter(({ month }) => month >= recent);
  const tile = { ...emptyTile(kpi), points, latest, maturing, limits, verdict, target };
  return { tile, change: series.change };
}
