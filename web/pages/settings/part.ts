import type { Kpi, Settings } from "../../types.ts";

/** What each group of settings gets: the edited settings, and a function to change them. */
export type PartProps = { settings: Settings; kpis: Kpi[]; onChange: (settings: Settings) => void };

/** The measures to choose from. A measure that the snapshot lacks stays in the list under its id. */
export function kpiChoices(kpis: Kpi[], chosen: string): { value: string; title: string }[] {
  const offered = kpis.map(({ id, title }) => ({ value: id, title }));
  return chosen === "" || offered.some(({ value }) => value === chosen)
    ? offered
    : [...offered, { value: chosen, title: `${chosen} (not in this snapshot)` }];
}

/** A list without the item at a place. */
export function without<Item>(items: Item[], index: number): Item[] {
  return items.filter((_, at) => at !== index);
}
