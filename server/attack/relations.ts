import { Problem } from "../contract/problem.ts";
import { nameKey } from "../measures/counts.ts";
import { type CountName, inWords } from "../model/count-names.ts";
import { namesIn, type Relation } from "../model/relations.ts";
import { rowKey } from "./add-up.ts";
import type { Cell } from "./bounds.ts";
import { addCountSum, type Constraints, findCell, type Known, knowsKind, unseen } from "./constraints.ts";

type Stock = Extract<Relation, { stock: CountName }>;

/** Adds what the KPIs say of their counts, of every part and month of which the answers have them. Throws if a KPI names a
 * count that no answer knows. */
export function addRelations(constraints: Constraints, known: Known, relations: Relation[]): void {
  const cells = byName(known);
  for (const relation of relations) {
    const unknown = namesIn(relation).find((name) => !knowsKind(known, name));
    if (unknown) throw unknownIn(relation, unknown);
    if ("stock" in relation) addStock(constraints, known, relation, cells);
    else
      for (const { id } of cells.get(nameKey(relation.whole)) ?? [])
        addCountSum(constraints, known, {
          whole: id,
          parts: relation.parts.map((part) => ({ ...id, ...part })),
        });
  }
}

function unknownIn(relation: Relation, unknown: CountName): Problem {
  const kpis = namesIn(relation).flatMap(({ answer, of }) => (answer === "series" && of !== null ? of : []));
  return new Problem(
    409,
    "unknown-count",
    `Not released: no answer counts the ${inWords(unknown)}, which stands in the relations of a KPI with counts of ${[...new Set(kpis)].join(" and ")}. Correct its kpi.json and import the files again.`,
  );
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
