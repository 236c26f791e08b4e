import { join } from "node:path";
import type { ImportChanges as Changes } from "../contract/imports.ts";
import type { Point } from "../contract/series.ts";
import { exactView } from "../disclosure/view.ts";
import { type MeasureQueries, readMeasureQueries } from "../measures/queries.ts";
import { questionOf } from "../measures/question.ts";
import { readShown } from "../measures/series.ts";
import { wordsOf } from "../measures/units.ts";
import type { Home } from "../store/home.ts";
import type { Manifest } from "../store/manifest.ts";
import { pointedTo } from "../store/pointer.ts";
import { verify } from "../store/publish.ts";
import { openSnapshot, type Snapshot } from "../store/snapshots.ts";
import { rowsByRole } from "./file-rows.ts";
import type { Report } from "./job.ts";

/** What a built folder would change against the snapshot that is served: rows, crimes, months, and of every KPI the latest figure as
 * served, the same month again and the newest month. The sample is compared with nothing but itself. */
export async function compareWithServed(
  home: Home,
  built: string,
  queriesFolder: string,
  report: Report,
): Promise<Changes> {
  const queries = readMeasureQueries(queriesFolder);
  const now = await openFolder(built);
  const then = await openServed(home, now.snapshot.manifest.snapshot.synthetic);
  try {
    return await compare(then?.snapshot ?? null, now.snapshot, queries, report);
  } finally {
    now.shut();
    then?.shut();
  }
}

async function openFolder(folder: string) {
  return openSnapshot(folder, await verify(folder), null);
}

/** The snapshot that is pointed to; null if there is none, or it is damaged, or the sample while the new one is not, because
 * nothing can be compared then. */
async function openServed(home: Home, isSynthetic: boolean) {
  const id = await pointedTo(home);
  const served = id === null ? null : await openFolder(join(home.snapshots, id)).catch(() => null);
  if (!served?.snapshot.manifest.snapshot.synthetic || isSynthetic) return served;
  served.shut();
  return null;
}

async function compare(
  then: Snapshot | null,
  now: Snapshot,
  queries: MeasureQueries,
  report: Report,
): Promise<Changes> {
  const described = now.manifest.snapshot;
  const served = then?.manifest.snapshot;
  const kpis: Changes["kpis"] = [];
  for (const [index, { definition, reason }] of now.manifest.kpis.entries()) {
    report({ stage: "comparing", detail: definition.title, done: index, of: now.manifest.kpis.length });
    const { id, title, unit } = definition;
    const newPoints = await wholeMonths(now, id, queries);
    const oldPoints = then ? await wholeMonths(then, id, queries) : [];
    kpis.push({
      id,
      title,
      unit,
      words: wordsOf(now.manifest, definition),
      reason,
      ...compared(oldPoints, newPoints),
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

/** A KPI's points of the months that are complete and mature and have a figure; none if the snapshot cannot work it out. */
async function wholeMonths(snapshot: Snapshot, id: string, queries: MeasureQueries): Promise<Point[]> {
  const found = snapshot.manifest.kpis.find(({ definition }) => definition.id === id);
  if (!found || found.reason) return [];
  const question = questionOf({ snapshot, definition: found.definition, filters: {}, view: exactView });
  const points = await readShown(question, queries);
  return points.filter(({ complete, mature, value }) => complete && mature !== false && value !== null);
}

function compared(
  then: Point[],
  now: Point[],
): Pick<Changes["kpis"][number], "served" | "again" | "newest" | "moved"> {
  const newOf = new Map(now.map((point) => [point.month, point]));
  const pairs = then.flatMap((before) => {
    const after = newOf.get(before.month);
    return after ? [{ before, after }] : [];
  });
  const served = then.at(-1);
  const again = served && newOf.get(served.month);
  const newest = now.at(-1);
  return {
    served: served ? { month: served.month, ...figureOf(served) } : null,
    again: again ? figureOf(again) : null,
    newest: newest ? { month: newest.month, ...figureOf(newest) } : null,
    moved: { months: pairs.filter(({ before, after }) => differs(before, after)).length, of: pairs.length },
  };
}

function differs(one: Point, other: Point): boolean {
  return (
    one.value !== other.value || one.numerator !== other.numerator || one.denominator !== other.denominator
  );
}

function figureOf({ numerator, denominator, value }: Point) {
  return { numerator, denominator, value };
}

function monthsOf({ firstMonth, lastCompleteMonth }: Manifest["snapshot"]) {
  return { first: firstMonth, last: lastCompleteMonth };
}
