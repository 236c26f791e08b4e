import { roundReleased } from "../disclosure/rounding.ts";
import { type Count, type CountId, type CountSum, isOfGroup, keyOf } from "../measures/counts.ts";
import type { CountName } from "../model/count-names.ts";
import type { Relation } from "../model/relations.ts";
import { type AskedScope, scopesAsked } from "./asking.ts";
import type { Fetched } from "./fetch.ts";
import { anything, countsShownAs, type Interval } from "./intervals.ts";

/** One count as it is, and what a viewer knows of it from how it is shown. */
export type Fact = { id: CountId; truth: number; known: Interval };

/** All that the answers about one snapshot say. */
export type Facts = {
  facts: Fact[];
  sums: CountSum[];
  names: CountName[];
  relations: Relation[];
  /** The KPIs that could not be read: nothing is known of their counts. */
  faulty: string[];
  /** The narrowest first. */
  scopes: AskedScope[];
};

/** What viewers know of a snapshot from what they can fetch of it. The attacker is granted more than a viewer knows: which
 * counts are there at all, and which of the sums add up. */
export function factsOf({ manifest, truth, shown, view }: Fetched): Facts {
  const released = new Map(shown.counts.map(({ id, count }) => [keyOf(id), count]));
  const named = new Set(shown.atLeastOne?.map(keyOf));
  const knownOf = ({ id, extent }: Count): Interval =>
    extent === null
      ? anything
      : countsShownAs(released.get(keyOf(id)) ?? null, (each) =>
          roundReleased(each, view.rule, extent, isOfGroup(id.part)),
        );
  return {
    facts: truth.counts.map((each) => {
      const { low, high } = knownOf(each);
      const isNamed = named.has(keyOf(each.id)) && each.count !== 0;
      return {
        id: each.id,
        truth: each.count ?? 0,
        known: { low: isNamed ? Math.max(low, 1) : low, high },
      };
    }),
    sums: truth.sums,
    names: truth.names,
    relations: manifest.kpis.flatMap(({ definition }) => definition.relations),
    faulty: manifest.faults.map(({ id }) => id),
    scopes: scopesAsked(manifest),
  };
}
