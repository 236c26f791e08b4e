import { formatValue } from "../../../server/wording/format.ts";
import type { ImportChanges, ImportResult } from "../../types.ts";

type Kpi = ImportChanges["kpis"][number];

/** What breaks if a dry run is published, each in a sentence: the limits that it exceeds and the measures that lose their figure; else
 * why it was refused. */
export function breaksOf({ limits, changes, refusal }: ImportResult): string[] {
  const lost = (changes?.kpis ?? [])
    .filter(isLost)
    .filter(({ title }) => !limits.some((limit) => limit.includes(title)));
  const breaks = [...limits, ...lost.map(lostWords)];
  return breaks.length === 0 && refusal !== null ? [refusal] : breaks;
}

/** Whether a measure has a figure in what is served and none from the new files. */
export function isLost({ served, newest }: Kpi): boolean {
  return served !== null && newest === null;
}

function lostWords(kpi: Kpi): string {
  const served = kpi.served ? ` (${formatValue(kpi.unit, kpi.served.value, kpi.words)} is served)` : "";
  return `“${kpi.title}” loses its figure in every month${served}: ${whyLost(kpi)}`;
}

export function whyLost({ reason }: Kpi): string {
  return reason ?? "no crime counts for it any more.";
}
