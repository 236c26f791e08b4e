import type { z } from "zod";
import { definitionsSchema } from "../contract/definitions.ts";
import { select } from "../engine/database.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { type MeasureQueries, statements } from "./queries.ts";

const sqlOf = statements("map_outcomes", "map_offences", "map_cancelled");

type Maps = Omit<z.infer<typeof definitionsSchema>, "snapshot" | "columns" | "changes">;

/** The code maps that the snapshot was built with. */
export async function readMaps(snapshot: Snapshot, queries: MeasureQueries): Promise<Maps> {
  const sql = sqlOf(queries);
  const { outcomes, offences, cancelled } = definitionsSchema.shape;
  return snapshot.use(async (connection) => ({
    outcomes: await select(connection, sql.map_outcomes, {}, outcomes.element),
    offences: await select(connection, sql.map_offences, {}, offences.element),
    cancelled: await select(connection, sql.map_cancelled, {}, cancelled.element),
  }));
}
