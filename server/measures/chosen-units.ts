import type { DuckDBValue } from "duckdb";
import { choiceKey, type Filters, isGroup } from "../contract/filters.ts";
import type { CountedUnit } from "../model/unit.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { labelConditions } from "./rows.ts";

/** Choices kept of each open snapshot, the last asked for; one is a bit for each thing counted. */
const mostKept = 16;

const cacheOf = new WeakMap<Snapshot, Map<string, DuckDBValue>>();

/** What of a unit the labels of the filters choose, as a text of bits by its number, which the rows of every KPI on it can be held
 * against without looking their labels up again; null if no label is chosen. Each choice is worked out once. */
export async function chosenUnits(
  snapshot: Snapshot,
  unit: CountedUnit,
  filters: Filters,
): Promise<DuckDBValue> {
  if (!isGroup(filters)) return null;
  const cache = cacheOf.get(snapshot) ?? new Map<string, DuckDBValue>();
  cacheOf.set(snapshot, cache);
  const choice = `${unit.id} ${choiceKey(filters)}`;
  const chosen = cache.get(choice) ?? (await readChosen(snapshot, unit, filters));
  cache.delete(choice);
  cache.set(choice, chosen);
  const [longestUnasked] = cache.keys();
  if (cache.size > mostKept && longestUnasked !== undefined) cache.delete(longestUnasked);
  return chosen;
}

async function readChosen(snapshot: Snapshot, unit: CountedUnit, filters: Filters): Promise<DuckDBValue> {
  const { mart, number } = unit;
  const { conditions, parameters } = labelConditions(unit, filters);
  return snapshot.use(async (connection) => {
    const [[last] = []] = (
      await connection.runAndReadAll(`select max(${number})::integer from ${mart}`)
    ).getRows();
    // The engine takes only a constant here; it is a number that it gave itself.
    const bits = `bitstring_agg(${number}, 0, ${Number(last)})`;
    const read = await connection.runAndReadAll(
      `select coalesce((select ${bits} from ${mart} where ${conditions}), bitstring('0', ${Number(last) + 1}))`,
      parameters,
    );
    return read.getRows()[0]?.[0] ?? null;
  });
}
