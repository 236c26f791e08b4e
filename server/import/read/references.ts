import type { DuckDBConnection } from "duckdb";
import { z } from "zod";
import { Refusal } from "../../csv/refusal.ts";
import { select } from "../../engine/database.ts";
import { type Input, keyColumns } from "../../model/input.ts";
import type { LoadedFile } from "../load.ts";

/** Refuses a file in which a program wrote references or keys in scientific notation: their last digits are lost, and many crimes,
 * suspects or victims look like one. */
export async function refuseScientificReferences(
  connection: DuckDBConnection,
  inputs: Input[],
  files: LoadedFile[],
): Promise<void> {
  for (const { role, column } of inputs.flatMap(keysOf)) {
    const [found] = await select(
      connection,
      `select position::double as position, ${column} as reference
      from ${role}_rows
      where is_scientific(${column})
      order by position
      limit 1`,
      {},
      z.object({ position: z.number(), reference: z.string() }),
    );
    if (!found) continue;
    const file = files.findLast((each) => each.role === role && each.linesBefore < found.position);
    throw new Refusal(
      `${file?.name ?? role} has “${found.reference}” as ${column} on line ${found.position - (file?.linesBefore ?? 0)}, in scientific notation: ` +
        "Excel, or another program, has cut it, and what it names cannot be told apart. " +
        "Export it again and open it in Excel only with that column as text.",
    );
  }
}

function keysOf(input: Input): { role: string; column: string }[] {
  return keyColumns(input).map((column) => ({ role: input.role, column }));
}
