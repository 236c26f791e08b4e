import { saidGroups } from "../../server/charts/outcome-groups.ts";
import {
  formatCount,
  formatLongMonth,
  shownCount,
  shownCrimes,
  shownValue,
} from "../../server/wording/format.ts";
import type { Incidence } from "../types.ts";
import { horizon } from "./cohorts.ts";

/** “Of 484 crimes recorded July to September 2024, 41 were charged within two years”. */
export function attritionTitle({ cohort, days, crimes }: Incidence): string {
  const last = days.at(-1);
  const who = `Of ${shownCrimes(cohort.crimes)} recorded ${monthsInWords(cohort)}`;
  if (last === undefined) return `${who}, too few to follow`;
  const [first] = saidGroups;
  if (!first) return who;
  const curve = crimes[first.id];
  const ended = curve ? (curve.at(-1) ?? null) : 0;
  const by = last === horizon ? "within two years" : `by day ${formatCount(last)}`;
  return `${who}, ${shownCount(ended)} ${ended === 1 ? first.one : first.many} ${by}`;
}

/** Says in one sentence how the cohort stands at the end of its curves. */
export function attritionReading({ days, groups, open }: Incidence): string {
  const last = days.at(-1);
  if (last === undefined) return "Fewer than 10 crimes were ever followed, so no curve is drawn.";
  const share = (curve: (number | null)[] | undefined, index: number) =>
    shownValue("share", curve ? (curve[index] ?? null) : 0);
  const end = days.length - 1;
  const ended = saidGroups.map(({ id, many, early_days }) => {
    const early = early_days === undefined ? -1 : days.indexOf(early_days);
    const since = early > 0 && early < end ? ` (${share(groups[id], early)} by day ${early_days})` : "";
    return `${share(groups[id], end)} ${many}${since}`;
  });
  return `By day ${formatCount(last)}, ${ended.join(", ")}, and ${share(open, end)} were still open.`;
}

/** “July to September 2024”, “November 2021 to October 2026”. */
export function monthsInWords({ from, to }: { from: string; to: string }): string {
  if (from === to) return formatLongMonth(from);
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  const first = formatLongMonth(from);
  return `${sameYear ? first.slice(0, -5) : first} to ${formatLongMonth(to)}`;
}
