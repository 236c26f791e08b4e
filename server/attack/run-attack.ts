import { join } from "node:path";
import { readMeasureQueries } from "../measures/queries.ts";
import { openHome } from "../store/home.ts";
import { readManifest } from "../store/publish.ts";
import { openSnapshot } from "../store/snapshots.ts";
import { assertSound, type Cell, isSmall, pinned } from "./bounds.ts";
import { readRelations } from "./read-relations.ts";
import type { Attacked, AttackTask, ReleasedFigures } from "./task.ts";
import { attackViewers, type Fetched, fetchAsViewer } from "./viewers.ts";

/** Attacks what viewers can fetch of a snapshot, and of the one released before it, and says where a count of 1 to 9 could be
 * worked out. Throws where the attacker reasons wrongly, which is no release either. */
export async function runAttack(task: AttackTask): Promise<Attacked> {
  const queries = readMeasureQueries(task.queries);
  const before = task.before && (await fetchReleased(task.before));
  const now = await fetchReleased(task.now);
  const relations = readRelations(task.queries);
  const cells = before ? attackViewers(before, now, relations) : attackViewers(now, null, relations);
  return attackedOf(cells);

  async function fetchReleased({ snapshot, rule }: ReleasedFigures): Promise<Fetched> {
    const folder = join(openHome(task.home).snapshots, snapshot);
    const open = await openSnapshot(folder, await readManifest(folder), null);
    try {
      const view = { exactness: "released", rule } as const;
      const [fetched] = await fetchAsViewer(open.snapshot, queries, task.dimensions, [view]);
      if (!fetched) throw new Error("Nothing was fetched");
      return fetched;
    } finally {
      open.shut();
    }
  }
}

/** What was found of all that was attacked, and where. */
export function attackedOf(cells: Cell[]): Attacked {
  assertSound(cells);
  const found = pinned(cells);
  const places = new Map(
    found.map(({ name }) => placeOf(name)).map((place) => [`${place.kpi} ${place.by}`, place]),
  );
  return { small: cells.filter(isSmall).length, found: found.length, places: [...places.values()] };
}

const answersOfKpis = ["breakdown", "days"];
const partPlaces: Record<string, number> = { breakdown: 3, followed: 2, funnel: 2 };

/** Where a cell stands, by its name: an answer and its parts between bars, or a row of a series in words. */
function placeOf(name: string): Attacked["places"][number] {
  const [answer = "", ...rest] = name.split("|");
  if (rest.length === 0) {
    const [kpi = null, , by] = answer.split(" ");
    return { kpi, by: dimensionOf(by) };
  }
  const place = partPlaces[answer] ?? (answer.startsWith("mix ") ? 2 : null);
  const [by] = (place === null ? "" : (rest[place - 1] ?? "")).split(" ");
  return { kpi: answersOfKpis.includes(answer) ? (rest[0] ?? null) : null, by: dimensionOf(by) };
}

function dimensionOf(by: string | undefined): string | null {
  return by && by !== "all" ? by : null;
}
