import type { Kpi, Pack } from "../../types.ts";

/** The texts and choices of a pack, without its state, signatures. */
export function textOf({ state: _, approved: __, frozen: ___, ...text }: Pack) {
  return text;
}

/** Says in words how the edited pack differs from the saved one. */
export function packChanges(saved: Pack, now: Pack, kpis: Kpi[]): string[] {
  const titleOf = (id: string) => kpis.find((kpi) => kpi.id === id)?.title ?? id;
  const [before, after] = [saved.kpis.map(({ id }) => id), now.kpis.map(({ id }) => id)];
  const added = after.filter((id) => !before.includes(id));
  const removed = before.filter((id) => !after.includes(id));
  const kept = now.kpis.flatMap((chosen) => {
    const other = saved.kpis.find(({ id }) => id === chosen.id);
    if (!other) return [];
    const parts = (["headline", "commentary", "breakdown"] as const).filter(
      (key) => chosen[key] !== other[key],
    );
    return parts.length > 0 ? [`${titleOf(chosen.id)}: ${parts.join(", ")}`] : [];
  });
  const isSorted =
    before.filter((id) => after.includes(id)).join() === after.filter((id) => before.includes(id)).join();
  return [
    ...(saved.title === now.title ? [] : ["Title"]),
    ...(saved.scope === now.scope ? [] : ["Offences"]),
    ...added.map((id) => `Added: ${titleOf(id)}`),
    ...removed.map((id) => `Taken out: ${titleOf(id)}`),
    ...(isSorted ? [] : ["Order of the measures"]),
    ...kept,
    ...(saved.shows.join() === now.shows.join() ? [] : ["What of the settings it shows"]),
    ...(JSON.stringify(saved.actions) === JSON.stringify(now.actions) ? [] : ["Actions"]),
  ];
}
