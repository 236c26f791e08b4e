import type { Cell, Sum } from "./bounds.ts";
import type { Interval } from "./intervals.ts";
import type { Relations } from "./read-relations.ts";
import type { Table } from "./tables.ts";

/** The cells of one row of counts in one snapshot. */
export type Row = { months: Map<string, Cell>; total: Cell | null };

export type Puzzle = { cells: Cell[]; sums: Sum[] };

/** Everything that the tables of two snapshots say, as sums; without a second, of one. The attacker is granted more than a
 * viewer knows: which of the earlier months have not changed between the two. */
export function puzzleOf(
  first: Table[],
  second: Table[],
  relations: Relations,
): { puzzle: Puzzle; rows: Map<string, Row>; laterRows: Map<string, Row> } {
  const puzzle: Puzzle = { cells: [], sums: [] };
  const later = new Map(second.map((table) => [keyOf(table), table]));
  const rows = new Map<string, Row>();
  const laterRows = new Map<string, Row>();
  for (const table of first) {
    const after = later.get(keyOf(table));
    const row = addRow(puzzle, table, new Map());
    rows.set(keyOf(table), row);
    if (after) laterRows.set(keyOf(table), addLater(puzzle, table, row, after));
  }
  for (const table of second)
    if (!laterRows.has(keyOf(table))) laterRows.set(keyOf(table), addRow(puzzle, table, new Map()));
  for (const [tables, found] of [
    [first, rows],
    [second, laterRows],
  ] as const) {
    addBreakdowns(puzzle, tables, found);
    addShares(puzzle, tables, found);
    addScopes(puzzle, found);
    addStocks(puzzle, found, relations);
  }
  return { puzzle, rows, laterRows };
}

function keyOf({ kpi, what, by, group }: Pick<Table, "kpi" | "what" | "by" | "group">): string {
  return `${kpi} ${what} ${by ?? "all"} ${group}`;
}

/** The months of a row, which add up to its total. Those that another snapshot showed too are taken as the same. */
function addRow(puzzle: Puzzle, table: Table, same: Map<string, Cell>): Row {
  const months = new Map<string, Cell>();
  table.months.forEach((month, place) => {
    const known = table.known[place] ?? anything;
    const before = same.get(month);
    if (before) narrowTo(before, known);
    months.set(month, before ?? addCell(puzzle, `${keyOf(table)} ${month}`, table.truth[place] ?? 0, known));
  });
  if (!table.total) return { months, total: null };
  const total = addCell(puzzle, `${keyOf(table)} in all`, table.total.truth, table.total.known);
  if (same.size === 0) addSum(puzzle, total, [...months.values()]);
  return { months, total };
}

/** The same row in the later snapshot. The months that have not changed are added up apart, since both totals hold them: by
 * subtraction they tell the rest. The later one may begin later, where an export dropped its first months. */
function addLater(puzzle: Puzzle, table: Table, row: Row, after: Table): Row {
  const common = new Set(commonMonths(table, after));
  const same = new Map([...row.months].filter(([month]) => common.has(month)));
  const later = addRow(puzzle, after, same);
  if (same.size === 0 || !row.total || !later.total) return later;
  const shared = [...same.values()];
  const both = { name: "", truth: truthOf(shared), known: anything };
  const rest = ({ months }: Row) => [...months.values()].filter((cell) => !shared.includes(cell));
  puzzle.sums.push({ whole: both, parts: shared });
  for (const each of [row, later]) if (each.total) addSum(puzzle, each.total, [both, ...rest(each)]);
  return later;
}

/** The months from the first of the later snapshot on in which nothing has changed. */
function commonMonths(table: Table, after: Table): string[] {
  const truth = new Map(table.months.map((month, place) => [month, table.truth[place]]));
  const differs = after.months.findIndex((month, place) => truth.get(month) !== after.truth[place]);
  return differs < 0 ? after.months : after.months.slice(0, differs);
}

/** The groups of a breakdown add up to the whole; the outcomes shown apart add up to the numerator. */
function addBreakdowns(puzzle: Puzzle, tables: Table[], rows: Map<string, Row>): void {
  const wholes = new Map<string, string[]>();
  for (const table of tables) {
    if (table.by && table.by !== "scope") {
      const whole = keyOf({ ...table, by: null, group: "" });
      wholes.set(`${whole}|${table.by}`, [...(wholes.get(`${whole}|${table.by}`) ?? []), keyOf(table)]);
    }
    if (!["numerator", "denominator", "undated"].includes(table.what)) {
      const whole = keyOf({ ...table, what: "numerator" });
      wholes.set(`${whole}|part`, [...(wholes.get(`${whole}|part`) ?? []), keyOf(table)]);
    }
  }
  for (const [key, parts] of wholes) {
    const whole = rows.get(key.split("|")[0] ?? "");
    if (whole)
      addSums(
        puzzle,
        whole,
        parts.flatMap((part) => rows.get(part) ?? []),
      );
  }
}

/** A share leaves a rest: what is in the denominator and not in the numerator. */
function addShares(puzzle: Puzzle, tables: Table[], rows: Map<string, Row>): void {
  for (const table of tables.filter(({ what }) => what === "numerator")) {
    const whole = rows.get(keyOf({ ...table, what: "denominator" }));
    const part = rows.get(keyOf(table));
    if (whole && part) addRest(puzzle, `${keyOf(table)}, the rest`, whole, part);
  }
}

/** Each scope holds the one before it. */
function addScopes(puzzle: Puzzle, rows: Map<string, Row>): void {
  const inside: [string, string][] = [
    ["scope adult-rape", "scope rape"],
    ["scope rape", "all "],
    ["all ", "scope all-sexual"],
    ["scope all-sexual", "scope all"],
  ];
  for (const [key, whole] of rows) {
    for (const [smaller, larger] of inside) {
      if (!key.endsWith(` ${larger}`)) continue;
      const part = rows.get(`${key.slice(0, -larger.length)}${smaller}`);
      if (part) addRest(puzzle, `${key} without ${smaller}`, whole, part);
    }
  }
}

/** What is open at a month end is what was open at the last, and what was recorded since, less what was closed since. */
function addStocks(puzzle: Puzzle, rows: Map<string, Row>, { stocks }: Relations): void {
  for (const { stock, came, went } of stocks) {
    const nameOf = (count: string) => `${count.slice("series/".length)} `;
    for (const [key, { months }] of rows) {
      if (!key.startsWith(nameOf(stock))) continue;
      const part = key.slice(nameOf(stock).length);
      const flow = (count: string) => rows.get(`${nameOf(count)}${part}`)?.months;
      let before: Cell = { name: "", truth: 0, known: { low: 0, high: 0 } };
      for (const [month, open] of months) {
        const [arrived, left] = [flow(came)?.get(month), flow(went)?.get(month)];
        if (arrived && left && before.truth + arrived.truth === open.truth + left.truth) {
          const ever = { name: "", truth: before.truth + arrived.truth, known: anything };
          puzzle.sums.push({ whole: ever, parts: [before, arrived] }, { whole: ever, parts: [open, left] });
        }
        before = open;
      }
    }
  }
}

/** What the part leaves of the whole, month by month and in all. */
function addRest(puzzle: Puzzle, name: string, whole: Row, part: Row): void {
  const rest = (of: Cell, less: Cell | null | undefined): Cell[] => {
    if (!less || less.truth > of.truth) return [];
    const cell = addCell(puzzle, `${name} ${of.name}`, of.truth - less.truth, anything);
    puzzle.sums.push({ whole: of, parts: [less, cell] });
    return [cell];
  };
  const months = [...whole.months].flatMap(([month, cell]) => rest(cell, part.months.get(month)));
  const [total] = whole.total ? rest(whole.total, part.total) : [];
  if (total) addSum(puzzle, total, months);
}

function addSums(puzzle: Puzzle, whole: Row, parts: Row[]): void {
  for (const [month, cell] of whole.months)
    addSum(
      puzzle,
      cell,
      parts.flatMap((part) => part.months.get(month) ?? []),
    );
  if (whole.total)
    addSum(
      puzzle,
      whole.total,
      parts.flatMap(({ total }) => total ?? []),
    );
}

const anything: Interval = { low: 0, high: Number.POSITIVE_INFINITY };

function addCell(puzzle: Puzzle, name: string, truth: number, known: Interval): Cell {
  const cell = { name, truth, known };
  puzzle.cells.push(cell);
  return cell;
}

/** Adds a sum where it truly adds up: what does not (undated crimes are in some counts and not in others) tells nobody anything. */
export function addSum({ sums }: Puzzle, whole: Cell, parts: Cell[]): void {
  if (parts.length > 0 && truthOf(parts) === whole.truth) sums.push({ whole, parts });
}

/** Both are known of the same count. */
export function narrowTo(cell: Cell, { low, high }: Interval): void {
  cell.known = { low: Math.max(cell.known.low, low), high: Math.min(cell.known.high, high) };
}

function truthOf(cells: Cell[]): number {
  return cells.reduce((sum, { truth }) => sum + truth, 0);
}
