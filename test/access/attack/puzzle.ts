import { type Extent, limitsOf } from "../../../server/access/rounding.ts";
import { countsShownAs, type Interval } from "./bounds.ts";
import type { Cell, Chain, Sum } from "./system.ts";
import type { Released, Table } from "./tables.ts";

/** The cells of one row of counts in one snapshot. */
export type Row = { months: Map<string, Cell>; total: Cell | null };

export type Puzzle = { cells: Cell[]; chains: Chain[]; sums: Sum[] };

/** Everything that the tables of two snapshots say, as running totals and sums. The attacker is granted more than a viewer
 * knows: which of the earlier months have not changed between the two. */
export function puzzleOf(
  first: Table[],
  second: Table[],
  view: Released,
): { puzzle: Puzzle; rows: Map<string, Row>; laterRows: Map<string, Row> } {
  const puzzle: Puzzle = { cells: [], chains: [], sums: [] };
  const later = new Map(second.map((table) => [keyOf(table), table]));
  const rows = new Map<string, Row>();
  const laterRows = new Map<string, Row>();
  for (const table of first) {
    const after = later.get(keyOf(table));
    const pair = addChain(puzzle, table, after, view);
    rows.set(keyOf(table), pair.first);
    if (pair.second) laterRows.set(keyOf(table), pair.second);
  }
  for (const table of second)
    if (!laterRows.has(keyOf(table)))
      laterRows.set(keyOf(table), addChain(puzzle, table, undefined, view).first);
  for (const [tables, found] of [
    [first, rows],
    [second, laterRows],
  ] as const) {
    addBreakdowns(puzzle, tables, found);
    addShares(puzzle, tables, found);
    addScopes(puzzle, found);
    addStocks(puzzle, tables, found);
  }
  return { puzzle, rows, laterRows };
}

function keyOf({ kpi, what, by, group }: Pick<Table, "kpi" | "what" | "by" | "group">): string {
  return `${kpi} ${what} ${by ?? "all"} ${group}`;
}

/** One running total through both snapshots: together as long as their months agree, then each on its own. The second may
 * begin later, where an export dropped its first months. */
function addChain(
  puzzle: Puzzle,
  table: Table,
  after: Table | undefined,
  view: Released,
): { first: Row; second: Row | null } {
  const steps: Chain["steps"] = [];
  const ends = new Map<string, number>();
  let nodes = 1;
  const first = addBranch(table, new Map(), 0);
  const common = after ? commonMonths(table, after) : [];
  const shared = new Map([...first.months].filter(([month]) => common.includes(month)));
  const second = after ? addBranch(after, shared, startOf(after)) : null;
  if (table.total) puzzle.chains.push({ nodes, steps });
  return { first, second };

  function read(shown: number | null, extent: Extent): Interval {
    const { hideUnder, step } = limitsOf(view.rule, extent, table.by !== null && table.by !== "scope");
    return countsShownAs(shown, hideUnder, step);
  }

  /** Where the later snapshot begins: at the end of the months that it dropped. */
  function startOf({ months }: Table): number {
    const dropped = table.months.indexOf(months[0] ?? "");
    if (dropped < 0) return nodes++;
    return dropped === 0 ? 0 : (ends.get(table.months[dropped - 1] ?? "") ?? 0);
  }

  function addBranch(source: Table, known: Map<string, Cell>, start: number): Row {
    const months = new Map<string, Cell>();
    let from = start;
    source.months.forEach((month, place) => {
      const truth = source.truth[place] ?? 0;
      const shown = read(source.shown[place] ?? null, source.isStock ? "total" : "month");
      const before = known.get(month);
      if (before) {
        before.known = {
          low: Math.max(before.known.low, shown.low),
          high: Math.min(before.known.high, shown.high),
        };
        months.set(month, before);
        from = ends.get(month) ?? 0;
        return;
      }
      const cell = { name: `${keyOf(source)} ${month}`, truth, known: shown };
      puzzle.cells.push(cell);
      months.set(month, cell);
      steps.push({ from, to: nodes, cell });
      if (source === table) ends.set(month, nodes);
      from = nodes++;
    });
    if (!source.total) return { months, total: null };
    const { truth, shown } = source.total;
    const total = { name: `${keyOf(source)} in all`, truth, known: read(shown, "total") };
    puzzle.cells.push(total);
    steps.push({ from: start, to: from, cell: total });
    return { months, total };
  }
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

/** What is open at a month end is what was recorded by then less what was closed by then. */
function addStocks(puzzle: Puzzle, tables: Table[], rows: Map<string, Row>): void {
  for (const table of tables.filter(({ kpi }) => kpi === "open-investigations")) {
    const row = (kpi: string, what: string) => rows.get(keyOf({ ...table, kpi, what }));
    const stock = rows.get(keyOf(table));
    const recorded = row("recorded-crimes", "numerator");
    const closed = row("charge-rate-closed", "denominator");
    if (!stock || !recorded || !closed) continue;
    const steps: Chain["steps"] = [];
    let nodes = 1;
    const ends = [recorded, closed].map((flow) => {
      let from = 0;
      return table.months.map((month) => {
        const cell = flow.months.get(month);
        if (cell) steps.push({ from, to: nodes, cell });
        from = nodes++;
        return from;
      });
    });
    table.months.forEach((month, place) => {
      const cell = stock.months.get(month);
      if (cell) steps.push({ from: ends[1]?.[place] ?? 0, to: ends[0]?.[place] ?? 0, cell });
    });
    puzzle.chains.push({ nodes, steps });
  }
}

function addRest(puzzle: Puzzle, name: string, whole: Row, part: Row): void {
  const rest = (of: Cell, less: Cell): Cell => {
    const cell = {
      name: `${name} ${of.name}`,
      truth: of.truth - less.truth,
      known: { low: 0, high: Number.POSITIVE_INFINITY },
    };
    puzzle.cells.push(cell);
    puzzle.sums.push({ whole: of, parts: [less, cell] });
    return cell;
  };
  const steps = [...whole.months].map(([month, cell], place) => {
    const less = part.months.get(month);
    if (!less) throw new Error(`${name} has no ${month}`);
    return { from: place, to: place + 1, cell: rest(cell, less) };
  });
  if (whole.total && part.total)
    puzzle.chains.push({
      nodes: steps.length + 1,
      steps: [...steps, { from: 0, to: steps.length, cell: rest(whole.total, part.total) }],
    });
}

function addSums(puzzle: Puzzle, whole: Row, parts: Row[]): void {
  for (const [month, cell] of whole.months)
    puzzle.sums.push({ whole: cell, parts: parts.flatMap((part) => part.months.get(month) ?? []) });
  if (whole.total) puzzle.sums.push({ whole: whole.total, parts: parts.flatMap(({ total }) => total ?? []) });
}
