import type { DuckDBValue } from "duckdb";
import { dimensions, type Filters } from "../contract/filters.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { filterConditions } from "./rows.ts";

/** Choices kept of each open snapshot, the last asked for; one is a bit for each crime. */
const mostKept = 16;

const keptOf = new WeakMap<Snapshot, Map<string, DuckDBValue>>();

/** The crimes that the labels of the filters choose, as a text of bits by `crime_no`, which every KPI's rows can be held against
 * without looking their labels up again; null where no label is chosen. Each choice is worked out once. */
export async function chosenCrimes(snapshot: Snapshot, filters: Filters): Promise<DuckDBValue> {
  if (!dimensions.some((dimension) => filters[dimension])) return null;
  const kept = keptOf.get(snapshot) ?? new Map<string, DuckDBValue>();
  keptOf.set(snapshot, kept);
  const choice = JSON.stringify(dimensions.map((dimension) => filters[dimension] ?? null));
  const chosen = kept.get(choice) ?? (await readChosen(snapshot, filters));
  kept.delete(choice);
  kept.set(choice, chosen);
  const [longestUnasked] = kept.keys();
  if (kept.size > mostKept && longestUnasked !== undefined) kept.delete(longestUnasked);
  return chosen;
}

async function readChosen(snapshot: Snapshot, filters: Filters): Promise<DuckDBValue> {
  const { conditions, parameters } = filterConditions({ ...filters, scope: "all" });
  return snapshot.use(async (connection) => {
    const [[last] = []] = (
      await connection.runAndReadAll("select max(crime_no)::integer from crimes")
    ).getRows();
    // The engine takes only a constant here; it is a number that it gave itself.
    const bits = `bitstring_agg(crime_no, 0, ${Number(last)})`;
    const read = await connection.runAndReadAll(
      `select coalesce((select ${bits} from crimes where ${conditions}), bitstring('0', ${Number(last) + 1}))`,
      parameters,
    );
    return read.getRows()[0]?.[0] ?? null;
  });
}
