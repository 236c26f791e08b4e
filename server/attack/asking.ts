import type { Dimension, Filters } from "../contract/filters.ts";
import type { View } from "../disclosure/view.ts";
import { type Part, wholePart } from "../measures/counts.ts";
import type { MeasureQueries } from "../measures/queries.ts";
import { dimensionsOf, scopesOf } from "../model/unit.ts";
import type { Manifest } from "../store/manifest.ts";
import type { Snapshot } from "../store/snapshots.ts";

export type Released = Extract<View, { exactness: "released" }>;

/** The rule that hides and rounds nothing: what is true, in the shape of what is released. */
export const exactRule: Released = {
  exactness: "released",
  rule: { hide_under: 0, round_to: 1, round_totals_to: 1, round_days_to: 1 },
};

/** A snapshot of which viewers ask everything that they may, of these dimensions. */
export type Asking = { snapshot: Snapshot; queries: MeasureQueries; dimensions: Dimension[] };

/** A part of which viewers ask, and how. */
export type AskedPart = { part: Part; filters: Filters };

/** A scope as viewers ask of it; the usual one is the whole. */
export type AskedScope = AskedPart & { scope: string };

/** Every scope of what the snapshot counts, the narrowest first: each holds the one before it. */
export function scopesAsked({ units }: Pick<Manifest, "units">): AskedScope[] {
  return scopesOf(units)
    .sort((a, b) => b.level - a.level)
    .map(({ id, usual }) =>
      usual
        ? { scope: id, part: wholePart, filters: {} }
        : { scope: id, part: { by: "scope", group: id }, filters: { scope: id } },
    );
}

/** Every group of a dimension. */
export function groupsAsked({ snapshot }: Asking, by: Dimension): AskedPart[] {
  const labels = snapshot.manifest.snapshot.dimensions[by] ?? [];
  return labels.map((group) => ({ part: { by, group }, filters: { [by]: [group] } }));
}

/** The dimensions asked of, in their usual order. */
export function dimensionsAsked({ snapshot, dimensions: asked }: Asking): Dimension[] {
  return dimensionsOf(snapshot.manifest.units).flatMap(({ name }) => (asked.includes(name) ? [name] : []));
}
