import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeWhole } from "../store/durable-files.ts";

/** Why a file cannot be written, and what to do about it. */
export class CannotSave extends Error {}

/** Refuses a place that is taken (unless it may be overwritten) or whose folder is missing. */
export function refusePlace(path: string, mayOverwrite: boolean): void {
  if (!existsSync(dirname(path))) {
    throw new CannotSave(`The folder ${dirname(path)} does not exist. Make it, or choose another --out.`);
  }
  if (existsSync(path) && !mayOverwrite) {
    throw new CannotSave(`${path} exists already. Choose another --out, or add --force to replace it.`);
  }
}

/** Writes a file whole or not at all. Throws with the reason and what to do about it. */
export async function saveWhole(path: string, content: Uint8Array, mayReplace: boolean): Promise<void> {
  try {
    await writeWhole(path, content, { mayReplace });
  } catch (error) {
    throw new CannotSave(reasonOf(error, path));
  }
}

function reasonOf(error: unknown, path: string): string {
  const code = error instanceof Error && "code" in error ? error.code : null;
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return `There is no space left for ${path}. Free some, or choose another --out, then run the command again. Nothing was written.`;
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return `${path} may not be written here. Choose another --out, or ask for the right to write there. Nothing was written.`;
    case "EEXIST":
      return `${path} exists already. Choose another --out, or add --force to replace it.`;
    case "EISDIR":
    case "ENOTEMPTY":
      return `${path} is a folder. Name the file too, such as ${join(path, "pack.pdf")}.`;
    default:
      return `${path} could not be written: ${error instanceof Error ? error.message : error}`;
  }
}
