import type { CountName } from "../model/count-names.ts";
import { addGroups, addMonths, addScopes } from "./add-up.ts";
import { type Cell, tightenAll } from "./bounds.ts";
import { addCells, addCountSum, type Constraints, type Known } from "./constraints.ts";
import { addEqualities, unstatedIn } from "./equalities.ts";
import { type Facts, factsOf } from "./facts.ts";
import type { Fetched } from "./fetch.ts";
import { addRelations } from "./relations.ts";

export type Worked = {
  /** Every count with the interval that it must lie in. */
  cells: Cell[];
  /** Counts of the latest snapshot that are the same, one of them of a KPI that does not say so. */
  unstated: [CountName, CountName][];
};

/** What an attacker works out from two snapshots in a row, or from one alone. Throws if a KPI names a count that no answer
 * knows. */
export function attackFigures(first: Fetched, second: Fetched | null): Worked {
  const [before, now] = [factsOf(first), second && factsOf(second)];
  const constraints = constraintsOf(before, now);
  tightenAll(constraints.sums);
  return { cells: constraints.cells, unstated: unstatedIn(now ?? before) };
}

/** Turns all that two snapshots say, or one alone, into counts and sums. */
export function constraintsOf(first: Facts, second: Facts | null): Constraints {
  const constraints: Constraints = { cells: [], sums: [] };
  const earlier = addSnapshot(constraints, first, null);
  if (second) addSnapshot(constraints, second, earlier);
  return constraints;
}

function addSnapshot(constraints: Constraints, facts: Facts, earlier: Known | null): Known {
  const known = addCells(constraints, facts, earlier);
  addScopes(constraints, known, facts.scopes);
  for (const sum of facts.sums) addCountSum(constraints, known, sum);
  addMonths(constraints, known, earlier);
  addGroups(constraints, known);
  addRelations(constraints, known, facts.relations);
  addEqualities(constraints, known, facts);
  return known;
}
