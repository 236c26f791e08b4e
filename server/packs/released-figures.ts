import { z } from "zod";
import { type ReleasedFigures, releasedSchema } from "../attack/task.ts";
import { type Dimension, dimensionSchema } from "../contract/filters.ts";
import { Problem } from "../contract/problem.ts";
import { documentHistory, releasedFigures, type Saving, saveDocument } from "../store/documents.ts";
import { keptSnapshots } from "../store/history.ts";
import type { Home } from "../store/home.ts";
import { formatMoment } from "../wording/format.ts";

/** What was released: figures of a snapshot, by a rule, and by which dimensions. */
const releaseSchema = releasedSchema.extend({ dimensions: z.array(dimensionSchema).default([]) });

type Release = z.infer<typeof releaseSchema>;

/** What was released up to now: the figures of the snapshot before, null if there are none, every dimension by which figures of these
 * two snapshots left the force, and the version of the record. */
type Earlier = { before: ReleasedFigures | null; dimensions: Dimension[]; version: number };

/** Reads what was released before figures of a snapshot. Throws a 409 if the snapshot released before is gone or damaged: nobody can
 * tell then what a subtraction of both would give away. */
export async function readEarlier(home: Home, snapshot: string): Promise<Earlier> {
  const history = await documentHistory(home, releasedFigures, releaseSchema);
  const last = history.find(({ value }) => value.snapshot !== snapshot);
  if (last) await assertKept(home, last.value.snapshot, last.savedAt);
  const both = history.filter(({ value }) => [snapshot, last?.value.snapshot].includes(value.snapshot));
  return {
    before: last ? { snapshot: last.value.snapshot, rule: last.value.rule } : null,
    dimensions: [...new Set(both.flatMap(({ value }) => value.dimensions))],
    version: history[0]?.version ?? 0,
  };
}

/** Records a release. Answers false, and records nothing, if other figures were released since the record was read: then the attack has
 * to be made again beside them. */
export async function recordRelease(home: Home, release: Release, saving: Saving): Promise<boolean> {
  const [newest] = await documentHistory(home, releasedFigures, releaseSchema);
  if (newest && isSame(newest.value, release)) return true;
  try {
    await saveDocument(home, releasedFigures, releaseSchema, release, saving);
    return true;
  } catch (error) {
    if (error instanceof Problem && error.code === "changed-meanwhile") return false;
    throw error;
  }
}

function isSame(one: Release, other: Release): boolean {
  const textOf = ({ snapshot, rule, dimensions }: Release) =>
    JSON.stringify([snapshot, rule, dimensions.toSorted()]);
  return textOf(one) === textOf(other);
}

async function assertKept(home: Home, snapshot: string, savedAt: string): Promise<void> {
  const { snapshots } = await keptSnapshots(home);
  if (snapshots.some(({ id, damaged }) => id === snapshot && !damaged)) return;
  throw new Problem(
    409,
    "earlier-release-gone",
    `Not released: the figures that left the force on ${formatMoment(savedAt)} came from snapshot ${snapshot}, which is gone or damaged, so the test cannot tell what a subtraction of both would give away. Put its folder back into “snapshots” from a backup, then try again. If it was removed on purpose, move the folder “documents/${releasedFigures}” out of the home: the next pack is then tested alone.`,
  );
}
