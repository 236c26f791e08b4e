import type { DuckDBConnection } from "duckdb";
import { z } from "zod";
import { readQuery, select } from "../engine/database.ts";
import type { Imported } from "./limits.ts";

/** What is missing from the last complete month, though the months since the data began hold it. */
export async function readLastMonth(
  connection: DuckDBConnection,
  queriesFolder: string,
  asAt: string,
  begins: string,
): Promise<Imported["lastMonth"]> {
  return select(
    connection,
    readQuery(queriesFolder, "measures/last_month_empty.sql"),
    { as_at: asAt, begins: `${begins}-01` },
    z.object({ what: z.string(), month: z.string(), events_a_month: z.number() }),
  );
}
