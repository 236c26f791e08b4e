import { join } from "node:path";
import type { ImportChanges as Changes } from "../contract/imports.ts";
import type { Point } from "../contract/series.ts";
import type { Settings } from "../contract/settings.ts";
import { exactView } from "../disclosure/view.ts";
import { type MeasureQueries, readMeasureQueries } from "../measures/queries.ts";
import { questionOf } from "../measures/question.ts";
import { readSeries } from "../measures/series.ts";
import { readSettings, seriesSettings } from "../settings/settings.ts";
import type { Home } from "../store/home.ts";
import type { Manifest } from "../store/manifest.ts";
import { pointedTo, verify } from "../store/publish.ts";
import { openSnapshot, type Snapshot } from "../store/snapshots.ts";
import { addMonths } from "../wording/months.ts";
import { rowsByRole } from "./file-rows.ts";
import type { Report } from "./job.ts";

const monthsCompared = 6;

/** What a built folder would change against the snapshot that is served: rows, crimes, months, and every KPI's points of the
 * last six months of the new one. */
export async function compareWithServed(
  home: Home,
  built: string,
  queriesFolder: string,
  report: Report,
): Promise<Changes> {
  const queries = readMeasureQueries(queriesFolder);
  const settings = await readSettings(home);
  const now = await openFolder(built);
  const then = await openServed(home);
  try {
    return await compare(then?.snapshot ?? null, now.snapshot, queries, settings, report);
  } finally {
    now.shut();
    then?.shut();
  }
}

async function openFolder(folder: string) {
  return openSnapshot(folder, await verify(folder), null);
}

/** The snapshot that is pointed to; null where there is none, or it is damaged, as nothing can be compared then. */
async function openServed(home: Home) {
  const id = await pointedTo(home);
  return id === null ? null : openFolder(join(home.snapshots, id)).catch(() => null);
}

async function compare(
  then: Snapshot | null,
  now: Snapshot,
  queries: MeasureQueries,
  settings: Settings,
  report: Report,
): Promise<Changes> {
  const described = now.manifest.snapshot;
  const served = then?.manifest.snapshot;
  const kpis: Changes["kpis"] = [];
  for (const [index, { definition, reason }] of now.manifest.kpis.entries()) {
    report({ stage: "comparing", detail: definition.title, done: index, of: now.manifest.kpis.length });
    const newPoints = await latestPoints(now, definition.id, queries, settings, described.asAt);
    const oldPoints = then ? await latestPoints(then, definition.id, queries, settings, described.asAt) : [];
    kpis.push({
      id: definition.id,
      title: definition.title,
      unit: definition.unit,
      reason,
      points: newPoints.map((point) => ({
        month: point.month,
        before: figuresOf(oldPoints.find(({ month }) => month === point.month)),
        after: figuresOf(point),
      })),
    });
  }
  return {
    against: served ? { id: served.id, asAt: served.asAt } : null,
    rows: Object.entries(rowsByRole(described.files)).map(([role, after]) => ({
      role,
      before: served ? (rowsByRole(served.files)[role] ?? 0) : null,
      after,
    })),
    crimes: { before: then?.manifest.database.crimes ?? null, after: now.manifest.database.crimes },
    months: { before: served ? monthsOf(served) : null, after: monthsOf(described) },
    kpis,
  };
}

/** A KPI's points of the months up to an as-at date; none where the snapshot cannot work it out or has not come so far. */
async function latestPoints(
  snapshot: Snapshot,
  id: string,
  queries: MeasureQueries,
  settings: Settings,
  asAt: string,
): Promise<Point[]> {
  const found = snapshot.manifest.kpis.find(({ definition }) => definition.id === id);
  if (!found || found.reason) return [];
  const to = asAt.slice(0, 7);
  const filters = { from: addMonths(to, 1 - monthsCompared), to };
  const question = questionOf({ snapshot, definition: found.definition, filters, view: exactView });
  const { points } = await readSeries(question, queries, seriesSettings(settings, id));
  const last = snapshot.manifest.snapshot.asAt.slice(0, 7);
  return points.filter(({ month }) => month <= last);
}

function figuresOf(point: Point | undefined): Changes["kpis"][number]["points"][number]["after"] {
  if (!point) return null;
  const { numerator, denominator, value } = point;
  return { numerator, denominator, value };
}

function monthsOf({ firstMonth, lastCompleteMonth }: Manifest["snapshot"]) {
  return { first: firstMonth, last: lastCompleteMonth };
}
