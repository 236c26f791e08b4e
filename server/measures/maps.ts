import type { z } from "zod";
import { definitionsSchema } from "../contract/definitions.ts";
import { select } from "../engine/database.ts";
import type { Snapshot } from "../store/snapshots.ts";
import type { MeasureQueries } from "./queries.ts";

type Maps = Pick<z.infer<typeof definitionsSchema>, "outcomes" | "offences" | "cancelled">;

/** The code maps that the snapshot was built with. */
export async function readMaps(snapshot: Snapshot, { maps }: MeasureQueries): Promise<Maps> {
  const { outcomes, offences, cancelled } = definitionsSchema.shape;
  return snapshot.use(async (connection) => ({
    outcomes: await select(connection, maps.outcomes, {}, outcomes.element),
    offences: await select(connection, maps.offences, {}, offences.element),
    cancelled: await select(connection, maps.cancelled, {}, cancelled.element),
  }));
}
