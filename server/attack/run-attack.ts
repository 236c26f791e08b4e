import { join } from "node:path";
import type { CountId } from "../measures/counts.ts";
import { readMeasureQueries } from "../measures/queries.ts";
import type { AnswerName } from "../model/count-names.ts";
import { openHome } from "../store/home.ts";
import { readManifest } from "../store/publish.ts";
import { openSnapshot } from "../store/snapshots.ts";
import { attackFigures, type Worked } from "./attack.ts";
import { assertSound, isSmall, pinned } from "./bounds.ts";
import { type Fetched, fetchAsViewer } from "./fetch.ts";
import type { Attacked, AttackTask, ReleasedFigures } from "./task.ts";

/** Attacks what viewers can fetch of a snapshot, and of the one released before it, and says where a count of 1 to 9 could be
 * worked out. Throws if the attacker reasons wrongly; then nothing is released. */
export async function runAttack(task: AttackTask): Promise<Attacked> {
  const queries = readMeasureQueries(task.queries);
  const before = task.before && (await fetchReleased(task.before));
  const now = await fetchReleased(task.now);
  return attackedOf(before ? attackFigures(before, now) : attackFigures(now, null));

  async function fetchReleased({ snapshot, rule }: ReleasedFigures): Promise<Fetched> {
    const folder = join(openHome(task.home).snapshots, snapshot);
    const open = await openSnapshot(folder, await readManifest(folder), null);
    try {
      const view = { exactness: "released", rule } as const;
      const asking = { snapshot: open.snapshot, queries, dimensions: task.dimensions };
      const [fetched] = await fetchAsViewer(asking, [view]);
      if (!fetched) throw new Error("Nothing was fetched");
      return fetched;
    } finally {
      open.shut();
    }
  }
}

/** Says how many of the attacked counts were found, and where. */
export function attackedOf({ cells, unstated }: Worked): Attacked {
  assertSound(cells);
  const found = pinned(cells);
  const places = new Map(
    found.map(({ id }) => placeOf(id)).map((place) => [JSON.stringify([place.kpi, place.by]), place]),
  );
  return { small: cells.filter(isSmall).length, found: found.length, places: [...places.values()], unstated };
}

const answersOfKpis: AnswerName[] = ["series", "breakdown", "distribution"];

function placeOf({ answer, of, part }: CountId): Attacked["places"][number] {
  return { kpi: answersOfKpis.includes(answer) ? of : null, by: part.by };
}
