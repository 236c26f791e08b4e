import type { DuckDBConnection } from "duckdb";
import { z } from "zod";
import { Refusal } from "../../csv/refusal.ts";
import { select } from "../../engine/database.ts";
import type { Input } from "../../model/input.ts";
import type { LoadedFile } from "../load.ts";

/** Refuses a file in which Excel wrote references in scientific notation: their last digits are lost, and many crimes look like one. */
export async function refuseScientificReferences(
  connection: DuckDBConnection,
  inputs: Input[],
  files: LoadedFile[],
): Promise<void> {
  for (const { role, key } of inputs) {
    const [found] = await select(
      connection,
      `select position::double as position, ${key} as reference
      from ${role}_rows
      where is_scientific(${key})
      order by position
      limit 1`,
      {},
      z.object({ position: z.number(), reference: z.string() }),
    );
    if (!found) continue;
    const file = files.findLast((each) => each.role === role && each.linesBefore < found.position);
    throw new Refusal(
      `${file?.name ?? role} has the reference “${found.reference}” on line ${found.position - (file?.linesBefore ?? 0)}, in scientific notation: ` +
        "Excel has cut it, and what it names cannot be told apart. Export it again and open it in Excel only with that column as text.",
    );
  }
}
