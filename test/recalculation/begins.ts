import { addMonths } from "./dates.ts";
import type { Crime } from "./rows.ts";

/** The first month from which counted crimes are recorded without a gap of six months before which under 5 % of them lie; where
 * no crime is counted, the first month of all. */
export function beginOf(crimes: Crime[]): string | null {
  const counted = crimes.filter((crime) => crime.counted).map((crime) => crime.recordedMonth);
  const months = [...new Set(counted)].sort();
  const afterGap = months.filter((month, place) => {
    const before = months[place - 1];
    if (before === undefined || addMonths(before, 7) > month) return false;
    return counted.filter((each) => each < month).length < counted.length * 0.05;
  });
  const every = crimes.map((crime) => crime.recordedMonth).sort();
  return afterGap.at(-1) ?? months[0] ?? every[0] ?? null;
}
