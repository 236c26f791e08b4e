import { readFile } from "node:fs/promises";
import { z } from "zod";
import { writeWhole } from "./durable-files.ts";
import type { Home } from "./home.ts";

/** How another snapshot came to be served: which was served before (null: none), how, by whom and when (in ISO form). */
const changeSchema = z.object({
  before: z.string().nullable(),
  how: z.enum(["published", "restored"]),
  by: z.string(),
  at: z.string(),
});

/** A pointer that an earlier version of the product wrote does not say how it came to be. */
const pointerSchema = z.object({ id: z.string(), change: changeSchema.nullable().default(null) });

export type Pointer = z.infer<typeof pointerSchema>;
export type PointerChange = Pick<z.infer<typeof changeSchema>, "how" | "by" | "at">;

/** Reads which snapshot is served and how it came to be; null if there is none, or the pointer cannot be read. */
export async function readPointer(home: Home): Promise<Pointer | null> {
  try {
    return pointerSchema.parse(JSON.parse(await readFile(home.pointer, "utf8")));
  } catch {
    return null;
  }
}

/** The id of the current snapshot; null if there is none. */
export async function pointedTo(home: Home): Promise<string | null> {
  return (await readPointer(home))?.id ?? null;
}

/** Makes a snapshot the current one, and keeps which was before it, so that the change can be undone. */
export async function point(home: Home, id: string, { how, by, at }: PointerChange): Promise<void> {
  const pointer: Pointer = { id, change: { before: await pointedTo(home), how, by, at } };
  await writeWhole(home.pointer, JSON.stringify(pointer), { mayReplace: true });
}
