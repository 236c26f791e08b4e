import type { Dimension, Scope, Snapshot } from "../types.ts";

type DimensionAnswer = Snapshot["units"][number]["dimensions"][number];

/** The scope that is shown where none is chosen. */
export function usualScope({ units }: Snapshot): Scope {
  const found = units.flatMap(({ scopes }) => scopes).find(({ usual }) => usual);
  if (!found) throw new Error("no scope is the usual one");
  return found.id;
}

/** The scope that holds everything. */
export function widestScope({ units }: Snapshot): { id: Scope; title: string } | undefined {
  return units.flatMap(({ scopes }) => scopes).find(({ level }) => level === 0);
}

/** The names of the dimensions, in their order. */
export function dimensionNames({ dimensions }: Pick<Snapshot, "dimensions">): Dimension[] {
  return Object.keys(dimensions);
}

/** The dimensions that tell more than one group apart. */
export function offeredDimensions({ dimensions }: Pick<Snapshot, "dimensions">): Dimension[] {
  return Object.keys(dimensions).filter((name) => (dimensions[name]?.length ?? 0) > 1);
}

/** What is said of a dimension. */
export function aboutDimension({ units }: Snapshot, name: Dimension): DimensionAnswer | undefined {
  return units.flatMap(({ dimensions }) => dimensions).find((each) => each.name === name);
}

/** The dimension that is shown before the others, with the words for all of its values. */
export function firstDimension({
  units,
}: Snapshot): { name: Dimension; title: string; whole: string } | null {
  for (const { name, title, whole } of units.flatMap(({ dimensions }) => dimensions))
    if (whole !== undefined) return { name, title, whole };
  return null;
}

/** The dimension that says who holds open investigations: the first that tells groups apart, starting with the holder itself. */
export function holderDimension(snapshot: Snapshot): Dimension | undefined {
  const offered = offeredDimensions(snapshot);
  return offered.find((name) => aboutDimension(snapshot, name)?.is_holder) ?? firstDimension(snapshot)?.name;
}
