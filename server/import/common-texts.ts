import { join } from "node:path";
import type { DuckDBConnection } from "duckdb";
import { run } from "../engine/database.ts";

/** What a text of `queries/maps/common-texts.csv` may mean. */
const meanings = ["blank", "blank-date", "default-day", "unknown", "yes", "no", "not-cancelled"];

/** Makes the lists of texts by which the readers know a blank, an unknown, a yes and a no: `blank_texts` and so on. */
export async function setCommonTexts(connection: DuckDBConnection, queriesFolder: string): Promise<void> {
  for (const means of meanings) {
    await run(
      connection,
      `set variable ${means.replaceAll("-", "_")}_texts = (
        select list(lower(text))
        from read_csv($path, header = true, all_varchar = true, delim = ',', quote = '"')
        where means = $means
      )`,
      { path: join(queriesFolder, "maps", "common-texts.csv"), means },
    );
  }
}
