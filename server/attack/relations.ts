import { nameKey } from "../measures/counts.ts";
import type { CountName } from "../model/count-names.ts";
import { namesIn, type Relation } from "../model/relations.ts";
import { rowKey } from "./add-up.ts";
import type { Cell } from "./bounds.ts";
import { addCountSum, assertKind, type Constraints, findCell, type Known, unseen } from "./constraints.ts";

type Stock = Extract<Relation, { stock: CountName }>;

/** Adds what the KPIs say of their counts, of every part and month of which the answers have them. Throws if a KPI names a
 * count that no answer knows. */
export function addRelations(constraints: Constraints, known: Known, relations: Relation[]): void {
  const cells = byName(known);
  for (const relation of relations) {
    for (const name of namesIn(relation)) assertKind(known, name);
    if ("stock" in relation) addStock(constraints, known, relation, cells);
    else
      for (const { id } of cells.get(nameKey(relation.whole)) ?? [])
        addCountSum(constraints, known, {
          whole: id,
          parts: relation.parts.map((part) => ({ ...id, ...part })),
        });
  }
}

/** Adds that the stock at a month's end is the stock at the end before, plus what came since, less what went. */
function addStock(
  { sums }: Constraints,
  known: Known,
  { stock, came, went }: Stock,
  cells: Map<string, Cell[]>,
): void {
  const last = new Map<string, Cell>();
  for (const open of cells.get(nameKey(stock)) ?? []) {
    const { id } = open;
    const row = rowKey(id);
    const before = last.get(row) ?? { id, truth: 0, known: { low: 0, high: 0 } };
    last.set(row, open);
    const arrived = findCell(known, { ...id, ...came });
    const left = findCell(known, { ...id, ...went });
    if (!arrived || !left || before.truth + arrived.truth !== open.truth + left.truth) continue;
    const ever = unseen(id, before.truth + arrived.truth);
    sums.push({ whole: ever, parts: [before, arrived] }, { whole: ever, parts: [open, left] });
  }
}

function byName({ cells }: Known): Map<string, Cell[]> {
  const named = new Map<string, Cell[]>();
  for (const cell of cells.values()) {
    const key = nameKey(cell.id);
    const those = named.get(key);
    if (those) those.push(cell);
    else named.set(key, [cell]);
  }
  return named;
}
