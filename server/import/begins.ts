import { join } from "node:path";
import type { DuckDBConnection } from "duckdb";
import { z } from "zod";
import { Refusal } from "../csv/refusal.ts";
import { readQuery, selectOne } from "../engine/database.ts";
import type { Manifest } from "../store/manifest.ts";
import { monthsBetween, mostMonths } from "../wording/months.ts";

type Begins = Pick<Manifest["snapshot"], "firstMonth" | "begins">;

/** The month in which the data begin, by what was counted or as it was set (`YYYY-MM`). Throws a Refusal for a month after the
 * as-at date, or too long before it. */
export async function findBegins(
  connection: DuckDBConnection,
  queriesFolder: string,
  set: string | null,
  asAt: string,
): Promise<Begins> {
  if (set !== null) refuseMonth(set, asAt.slice(0, 7));
  const { month, crimes_before } = await selectOne(
    connection,
    readQuery(queriesFolder, join("measures", "begin_of_data.sql")),
    { begins: set && `${set}-01` },
    z.object({ month: z.string(), crimes_before: z.number() }),
  );
  return { firstMonth: month, begins: { isSet: set !== null, crimesBefore: crimes_before } };
}

function refuseMonth(set: string, last: string): void {
  if (set > last)
    throw new Refusal(
      `The data cannot begin in ${set}, as the files are as at ${last}. Choose an earlier month.`,
    );
  if (monthsBetween(set, last).length > mostMonths)
    throw new Refusal(
      `The data cannot begin in ${set}: at most ${mostMonths} months are shown. Choose a later month.`,
    );
}
