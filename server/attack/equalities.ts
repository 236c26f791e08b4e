import { type CountId, keyOf, nameKey } from "../measures/counts.ts";
import type { CountName } from "../model/count-names.ts";
import { addSum, type Constraints, type Known } from "./constraints.ts";
import type { Facts } from "./facts.ts";

/** Counts of the whole that are the same month by month in the data, one of a KPI's series first; how many crimes they are in all,
 * and in how many months they are any. */
type Equality = { names: CountName[]; crimes: number; months: number };

/** Counts of at least this many crimes in this many months are not the same month by month by chance. */
const fewestCrimes = 30;
const fewestMonths = 6;

/** Takes two counts that are the same in every month of the data for one count, of every part, even if no KPI says so. The
 * attacker is granted more than a viewer knows. */
export function addEqualities(constraints: Constraints, { cells }: Known, facts: Facts): void {
  const firsts = new Map<string, CountName>();
  for (const { names } of equalitiesIn(facts)) {
    const [first, ...others] = names;
    for (const other of others) if (first) firsts.set(nameKey(other), first);
  }
  for (const cell of cells.values()) {
    const first = firsts.get(nameKey(cell.id));
    const same = first && cells.get(keyOf({ ...cell.id, ...first }));
    if (same) addSum(constraints, same, [cell]);
  }
}

/** Pairs of counts that are the same in every month of the data although neither KPIs nor answers say so. The first is of a KPI,
 * whose author has not said all that its counts tell; the second is the count of which most is said. */
export function unstatedIn(facts: Facts): [CountName, CountName][] {
  const statedAs = statedClasses(facts, rowsOf(facts));
  return equalitiesIn(facts)
    .filter(({ crimes, months }) => crimes >= fewestCrimes && months >= fewestMonths)
    .flatMap(({ names }) => {
      const classes = new Map<string, CountName[]>();
      for (const name of names) classes.set(statedAs(name), [...(classes.get(statedAs(name)) ?? []), name]);
      const [most = [], ...others] = [...classes.values()].sort((a, b) => b.length - a.length);
      return others.flatMap((apart) => pairOf(apart, most));
    });
}

/** A KPI's count of one of the two lists, and the first of the other. */
function pairOf(apart: CountName[], most: CountName[]): [CountName, CountName][] {
  const lists = apart.some(isOfKpi) ? [apart, most] : [most, apart];
  const [one, other] = [lists[0]?.find(isOfKpi), lists[1]?.[0]];
  return one && other ? [[one, other]] : [];
}

function equalitiesIn(facts: Facts): Equality[] {
  const equal = new Map<string, Row[]>();
  for (const row of rowsOf(facts).values()) {
    if (row.crimes === 0) continue;
    const counts = JSON.stringify([...row.months].sort());
    equal.set(counts, [...(equal.get(counts) ?? []), row]);
  }
  return [...equal.values()].flatMap((rows) => {
    const names = rows.map(({ name }) => name).sort((a, b) => Number(isOfKpi(b)) - Number(isOfKpi(a)));
    const [first] = rows;
    if (!first || names.length < 2 || !names.some(isOfKpi)) return [];
    const months = [...first.months.values()].filter((count) => count > 0).length;
    return [{ names, crimes: first.crimes, months }];
  });
}

function isOfKpi({ answer }: CountName): boolean {
  return answer === "series";
}

/** The months of one count of the whole. */
type Row = { name: CountName; months: Map<string, number>; crimes: number };

function rowsOf({ facts }: Facts): Map<string, Row> {
  const rows = new Map<string, Row>();
  for (const { id, truth } of facts) {
    const month = monthOfWhole(id);
    if (month === null) continue;
    const row = rows.get(nameKey(id)) ?? { name: nameOf(id), months: new Map(), crimes: 0 };
    rows.set(nameKey(id), row);
    row.months.set(month, truth);
    row.crimes += truth;
  }
  return rows;
}

function monthOfWhole({ part, when }: CountId): string | null {
  return part.by === null && when !== "whole" && "month" in when ? when.month : null;
}

function nameOf({ answer, of, what }: CountName): CountName {
  return { answer, of, what };
}

/** Finds which counts of the whole are stated to be the same. A sum with only one part that is ever more than 0 states it of
 * that part. */
function statedClasses({ sums, relations }: Facts, rows: Map<string, Row>): (name: CountName) => string {
  const parents = new Map<string, string>();
  const rootOf = (key: string): string => {
    const parent = parents.get(key);
    return parent === undefined ? key : rootOf(parent);
  };
  const said = [
    ...sums.filter(({ whole }) => monthOfWhole(whole) !== null),
    ...relations.flatMap((relation) => ("whole" in relation ? [relation] : [])),
  ];
  for (const { whole, parts } of said) {
    const [part, ...others] = parts.map(nameKey).filter((key) => (rows.get(key)?.crimes ?? 0) > 0);
    if (part === undefined || others.length > 0) continue;
    const [from, to] = [rootOf(part), rootOf(nameKey(whole))];
    if (from !== to) parents.set(from, to);
  }
  return (name) => rootOf(nameKey(name));
}
