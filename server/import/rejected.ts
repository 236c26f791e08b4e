import type { Parameters } from "../engine/database.ts";
import type { LoadedFile } from "./load.ts";

/** A row that was rejected: by which rule, for which reason, and as it stands in the file. */
export type Rejected = { line: number; column: string | null; rule: string; reason: string; raw: string };

/** The positions of a file's rows among those of its role, as parameters of a statement. */
export function positionsOf({ linesBefore, lines }: LoadedFile): Parameters {
  return { lines_before: linesBefore, lines };
}
