import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Home } from "./home.ts";
import { manifestName } from "./publish.ts";

const describedSchema = z.object({ snapshot: z.object({ synthetic: z.boolean() }) });

/** Whether every snapshot that is kept is of an invented force. One that cannot be read may be of a real one. */
export async function keptAreSynthetic(home: Home): Promise<boolean> {
  const kept = await readdir(home.snapshots);
  const synthetic = await Promise.all(kept.map((id) => isSynthetic(join(home.snapshots, id, manifestName))));
  return synthetic.every(Boolean);
}

async function isSynthetic(path: string): Promise<boolean> {
  try {
    return describedSchema.parse(JSON.parse(await readFile(path, "utf8"))).snapshot.synthetic;
  } catch {
    return false;
  }
}
