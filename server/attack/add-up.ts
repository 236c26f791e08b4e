import { type CountId, keyOf, type Part, wholePart } from "../measures/counts.ts";
import type { AskedScope } from "./asking.ts";
import type { Cell } from "./bounds.ts";
import { addCell, addSum, type Constraints, type Known, truthOf, unseen } from "./constraints.ts";
import { anything } from "./intervals.ts";

/** Adds the counts that each scope has and the next narrower one has not; these two add up to those of the scope. */
export function addScopes(constraints: Constraints, { cells }: Known, scopes: AskedScope[]): void {
  const inside = new Map(scopes.slice(1).map(({ part }, place) => [partKey(part), scopes[place]]));
  for (const whole of [...cells.values()]) {
    const narrower = inside.get(partKey(whole.id.part));
    const part = narrower && cells.get(keyOf({ ...whole.id, part: narrower.part }));
    if (!narrower || !part || part.truth > whole.truth) continue;
    const id = { ...whole.id, part: { ...whole.id.part, beyond: narrower.scope } };
    const rest = addCell(constraints, { id, truth: whole.truth - part.truth, known: anything });
    cells.set(keyOf(id), rest);
    addSum(constraints, whole, [part, rest]);
  }
}

function partKey({ by, group, beyond }: Part): string {
  return JSON.stringify([by, group, beyond ?? null]);
}

/** Adds the groups of each dimension up to the whole. Throws if groups are counted and the whole is not. */
export function addGroups(constraints: Constraints, { cells }: Known): void {
  const wholes = new Map<string, Map<string, Cell[]>>();
  for (const cell of cells.values()) {
    const { by } = cell.id.part;
    if (by === null || by === "scope") continue;
    const key = keyOf({ ...cell.id, part: wholePart });
    const dimensions = wholes.get(key) ?? new Map<string, Cell[]>();
    wholes.set(key, dimensions);
    dimensions.set(by, [...(dimensions.get(by) ?? []), cell]);
  }
  for (const [key, dimensions] of wholes) {
    const whole = cells.get(key);
    if (!whole) throw new Error(`Groups are counted of ${key}, which is not`);
    for (const groups of dimensions.values()) addSum(constraints, whole, groups);
  }
}

/** A count month by month, and over the whole period if an answer has it. */
type Row = { whole: Cell | null; months: Cell[] };

/** Adds the months of each count up to its whole period. Months that a snapshot shares with the one before it
 * are added up separately, because both totals hold them and their difference tells the rest. */
export function addMonths(constraints: Constraints, known: Known, earlier: Known | null): void {
  const before = earlier ? rowsOf(earlier) : new Map<string, Row>();
  const old = new Set(earlier?.cells.values());
  for (const [key, row] of rowsOf(known)) {
    const shared = row.months.filter((cell) => old.has(cell));
    const then = before.get(key);
    if (row.whole && then?.whole && shared.length > 0) {
      const both = unseen(row.whole.id, truthOf(shared));
      constraints.sums.push({ whole: both, parts: shared });
      for (const { whole, months } of [then, row])
        if (whole) addSum(constraints, whole, [both, ...months.filter((cell) => !shared.includes(cell))]);
    } else if (row.whole) addSum(constraints, row.whole, row.months);
  }
}

function rowsOf({ cells }: Known): Map<string, Row> {
  const rows = new Map<string, Row>();
  for (const cell of cells.values()) {
    const { when } = cell.id;
    if (when !== "whole" && !("month" in when)) continue;
    const key = rowKey(cell.id);
    const row = rows.get(key) ?? { whole: null, months: [] };
    rows.set(key, row);
    if (when === "whole") row.whole = cell;
    else row.months.push(cell);
  }
  return rows;
}

/** The key of a count without its month. */
export function rowKey(id: CountId): string {
  return keyOf({ ...id, when: "whole" });
}
