import { type CountId, type CountSum, keyOf } from "../measures/counts.ts";
import { type CountName, inWords, kindOf } from "../model/count-names.ts";
import type { Cell, Sum } from "./bounds.ts";
import type { Fact, Facts } from "./facts.ts";
import { anything, type Interval } from "./intervals.ts";

/** What an attacker reasons with: counts, each with what is known of it, and which of them add up to which. */
export type Constraints = { cells: Cell[]; sums: Sum[] };

/** The counts of one snapshot by their keys, the kinds that its answers know, and the KPIs that could not be read. */
export type Known = { cells: Map<string, Cell>; kinds: Set<string>; faulty: Set<string> };

/** The counts of one snapshot as cells. One that the snapshot before it has too, and that has not changed, is the same cell: the
 * attacker is granted more than a viewer knows. Throws if two answers count the same thing differently. */
export function addCells(constraints: Constraints, given: Facts, earlier: Known | null): Known {
  const { facts, names, faulty } = given;
  const known: Known = { cells: new Map(), kinds: new Set(names.map(kindOf)), faulty: new Set(faulty) };
  for (const { id, truth, known: interval } of facts) {
    const key = keyOf(id);
    const here = known.cells.get(key);
    if (here && here.truth !== truth) throw new Error(`Two answers differ in the ${inWords(id)}`);
    const before = here ?? unchanged(earlier?.cells.get(key), truth);
    if (before) narrowTo(before, interval);
    known.cells.set(key, before ?? addCell(constraints, { id, truth, known: interval }));
  }
  return known;
}

function unchanged(before: Cell | undefined, truth: number): Cell | undefined {
  return before?.truth === truth ? before : undefined;
}

/** A count that the answers have, null if they know counts of its kind but not this one: no crime is of that group or month,
 * none is as old, or the KPI is not available. Throws if no answer knows its kind, because something was renamed. */
export function findCell(known: Known, id: CountId): Cell | null {
  const cell = known.cells.get(keyOf(id));
  if (!cell && !knowsKind(known, id)) throw new Error(`No answer counts the ${inWords(id)}`);
  return cell ?? null;
}

/** Whether an answer counts things of this kind, or the KPI that would cannot be read. */
export function knowsKind({ kinds, faulty }: Known, name: CountName): boolean {
  return kinds.has(kindOf(name)) || (name.of !== null && faulty.has(name.of));
}

/** Adds a count, with what is known of it, to the cells, and returns its cell. */
export function addCell({ cells }: Constraints, { id, truth, known }: Fact): Cell {
  const cell = { id, truth, known };
  cells.push(cell);
  return cell;
}

/** Adds a sum of counts that the answers have. */
export function addCountSum(constraints: Constraints, known: Known, { whole, parts }: CountSum): void {
  const found = findCell(known, whole);
  const those = parts.flatMap((part) => findCell(known, part) ?? []);
  if (found) addSum(constraints, found, those);
}

/** Adds a sum if it truly adds up. One that does not, as undated crimes are in some counts only, tells an attacker nothing. */
export function addSum({ sums }: Constraints, whole: Cell, parts: Cell[]): void {
  if (parts.length > 0 && !parts.includes(whole) && truthOf(parts) === whole.truth)
    sums.push({ whole, parts });
}

/** A count that no answer shows. The attacker knows of it only what sums tell. */
export function unseen(id: CountId, truth: number): Cell {
  return { id, truth, known: anything };
}

/** Adds up the true counts of cells. */
export function truthOf(cells: Cell[]): number {
  return cells.reduce((sum, { truth }) => sum + truth, 0);
}

/** Keeps of a cell only the counts that both intervals allow. */
function narrowTo(cell: Cell, { low, high }: Interval): void {
  cell.known = { low: Math.max(cell.known.low, low), high: Math.min(cell.known.high, high) };
}
