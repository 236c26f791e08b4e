import type { Dimension, Scope, Snapshot } from "./types.ts";

/** The search part of the address holds every choice of a page, in the API's words, so that a link shows the same view. */

/** The choices of a page. Each key that is not named here is a dimension with its chosen values. */
export type FilterSearch = {
  scope?: Scope;
  from?: string;
  to?: string;
  [dimension: Dimension]: string | string[] | undefined;
};

export type AttritionSearch = FilterSearch & { cohort?: string };

export type KpiSearch = FilterSearch & {
  split?: Dimension;
  /** A group of the split whose crimes are listed, in place of a month. */
  group?: string;
  month?: string;
  counted?: "numerator" | "denominator";
};

/** The keys that are no dimension, in the order in which they are written: those before the dimensions, and those after. */
const keysBefore = ["scope", "from", "to"];
const keysAfter = ["split", "group", "month", "counted", "cohort"];

/** Reads `?district=North&district=South` into lists, one for each key. */
export function parseSearch(searchText: string): Record<string, string[]> {
  const query = new URLSearchParams(searchText);
  return Object.fromEntries(
    [...new Set(query.keys())].map((key) => [key, query.getAll(key).filter(Boolean)]),
  );
}

/** Writes a search the way the API reads it: repeated keys, always in the same order. */
export function stringifySearch(search: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const key of [...keysBefore, ...dimensionsIn(search), ...keysAfter]) {
    for (const value of [search[key] ?? []].flat()) query.append(key, String(value));
  }
  const text = query.toString();
  return text ? `?${text}` : "";
}

/** Keeps the well-formed filters. Which of their scopes and dimensions there are, `knownFilters` holds them against. */
export function readFilters(raw: Record<string, unknown>): FilterSearch {
  const scope = single(raw.scope);
  const from = monthIn(raw.from);
  const to = monthIn(raw.to);
  const filters: FilterSearch = { ...(scope && { scope }), ...(from && { from }), ...(to && { to }) };
  for (const dimension of dimensionsIn(raw)) {
    const values = listIn(raw[dimension]);
    if (values.length > 0) filters[dimension] = values;
  }
  return filters;
}

/** The filters of which the snapshot has the scope and the dimension. */
export function knownFilters(filters: FilterSearch, { scopes, dimensions }: Known): FilterSearch {
  const isKnown = ([key, value]: [string, unknown]) =>
    key === "scope"
      ? scopes.includes(String(value))
      : keysBefore.includes(key) || dimensions[key] !== undefined;
  return Object.fromEntries(Object.entries(filters).filter(isKnown));
}

type Known = Pick<Snapshot, "scopes" | "dimensions">;

/** Reads the filters and what the KPI page adds: a split, the month or group whose crimes are listed, and whether these are the
 * numerator's or the denominator's. */
export function readKpiSearch(raw: Record<string, unknown>): KpiSearch {
  const split = single(raw.split);
  const month = monthIn(raw.month);
  const group = single(raw.group);
  const counted = (["numerator", "denominator"] as const).find((key) => key === single(raw.counted));
  return {
    ...readFilters(raw),
    ...(split && { split }),
    ...(group && !month && { group }),
    ...(month && { month }),
    ...(counted && { counted }),
  };
}

/** The parts of an address that mean nothing here, as they were written, so that the page can report a mistyped link. */
export function ignoredIn(searchText: string, known: Known): string[] {
  const raw = parseSearch(searchText);
  const { split, ...kpi } = readKpiSearch(raw);
  const understood: Record<string, unknown> = {
    ...kpi,
    ...readAttritionSearch(raw),
    ...(split !== undefined && known.dimensions[split] !== undefined && { split }),
  };
  const filters = readFilters(raw);
  const kept = knownFilters(filters, known);
  for (const key of Object.keys(filters)) if (!(key in kept)) delete understood[key];
  return [...new URLSearchParams(searchText)]
    .filter(([key, value]) => !listIn(understood[key]).includes(value))
    .map(([key, value]) => `${key}=${value}`);
}

/** Reads the filters and the months that the attrition page follows, as `2024-07..2024-09`. */
export function readAttritionSearch(raw: Record<string, unknown>): AttritionSearch {
  const [from, to, ...more] = single(raw.cohort)?.split("..") ?? [];
  const isCohort = monthIn(from) && monthIn(to) && more.length === 0 && (from ?? "") <= (to ?? "");
  return { ...readFilters(raw), ...(isCohort && { cohort: `${from}..${to}` }) };
}

/** The filters alone, which are kept on the way to another page. */
export function filtersOf(search: KpiSearch & AttritionSearch): FilterSearch {
  return Object.fromEntries(Object.entries(search).filter(([key]) => !keysAfter.includes(key)));
}

/** The values that the filters choose of a dimension. */
export function chosenOf(filters: FilterSearch, dimension: Dimension): string[] {
  return listIn(filters[dimension]);
}

/** Whether the filters choose a value of any dimension. */
export function isGroup(filters: FilterSearch): boolean {
  return dimensionsIn(filters).some((dimension) => chosenOf(filters, dimension).length > 0);
}

/** The filters with new values for one dimension. An empty list removes it. */
export function withValues(filters: FilterSearch, dimension: Dimension, values: string[]): FilterSearch {
  const { [dimension]: _before, ...rest } = filters;
  return values.length === 0 ? rest : { ...rest, [dimension]: values };
}

/** Whether the search filters. */
export function hasFilters(filters: FilterSearch): boolean {
  return Object.keys(filters).length > 0;
}

/** The keys of a search that have the form of a dimension's name. */
function dimensionsIn(search: Record<string, unknown>): Dimension[] {
  return Object.keys(search).filter(
    (key) => /^[a-z][a-z0-9_]*$/.test(key) && ![...keysBefore, ...keysAfter].includes(key),
  );
}

function single(value: unknown): string | undefined {
  return listIn(value)[0];
}

function listIn(value: unknown): string[] {
  return [value ?? []].flat().filter((one): one is string => typeof one === "string" && one !== "");
}

function monthIn(value: unknown): string | undefined {
  const text = single(value);
  return text && /^(19|20)\d\d-(0[1-9]|1[0-2])$/.test(text) ? text : undefined;
}
