import type { PackModel, PackTable } from "../contract/pack-model.ts";

export type RevisedPart = { title: string; where: string; before: string; after: string };

const none = "not in it";

/** Compares what a pack shows beside its months with the same pack of other figures: the groups of breakdowns, attrition, and what the
 * checks found. Each difference says which row of which table it is in. */
export function revisedParts(frozen: PackModel, now: PackModel): RevisedPart[] {
  const breakdowns = frozen.pages.flatMap(({ kpi, breakdown }) => {
    const other = now.pages.find((page) => page.kpi.id === kpi.id);
    if (!breakdown || !other) return [];
    return differences(breakdown.title, rowsOf(breakdown.table), rowsOf(other.breakdown?.table));
  });
  return [
    ...breakdowns,
    ...differences("Attrition", attritionRows(frozen), attritionRows(now)),
    ...differences("Data quality", checkRows(frozen), checkRows(now)),
  ];
}

/** What a table says, by the name of the row. */
type Rows = Map<string, string>;

function differences(title: string, before: Rows, after: Rows): RevisedPart[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((where) => {
    const [was, is] = [before.get(where) ?? none, after.get(where) ?? none];
    return was === is ? [] : [{ title, where, before: was, after: is }];
  });
}

/** The rows of a breakdown by their group, each cell with its head. */
function rowsOf(table: PackTable | undefined): Rows {
  const { head, rows } = table ?? { head: [], rows: [] };
  const written = (cells: string[]) =>
    cells.flatMap((cell, column) => (column > 0 && cell ? `${head[column]}: ${cell}` : [])).join("; ");
  return new Map(rows.map((cells) => [cells[0] ?? "", written(cells)]));
}

function attritionRows({ attrition }: PackModel): Rows {
  if (!attrition) return new Map();
  const { cohort, funnel, beside, incidence } = attrition;
  const percent = (share: number | null) => (share === null ? "[c]" : `${(share * 100).toFixed(1)}%`);
  const stages = [...funnel, ...beside].map(({ title, crimes, share }): [string, string] => [
    title,
    crimes === null ? "[c]" : `${crimes.toLocaleString("en-GB")} (${percent(share)})`,
  ]);
  const endings = (incidence?.groups ?? []).flatMap(({ title, shares }) =>
    (incidence?.ages ?? []).map((age, place): [string, string] => [
      `${title} by day ${age}`,
      percent(shares[place] ?? null),
    ]),
  );
  return new Map([["Crimes that are followed", cohort], ...stages, ...endings]);
}

/** What the checks found, by their words without numbers, as a count changes from one to the other. */
function checkRows({ quality }: PackModel): Rows {
  return new Map(
    quality.checks.rows.map(([severity = "", count = "", words = ""]) => [
      `${severity}: ${words.replace(/\d[\d,.]*/g, "…")}`,
      count,
    ]),
  );
}
