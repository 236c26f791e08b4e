import { daysBetween } from "./dates.ts";
import { type Filters as Labels, selectCrimes } from "./kpis.ts";
import type { Scope } from "./names.ts";
import type { Crime } from "./rows.ts";

/** Which columns the files have: a milestone that they do not hold is no step, and none skips it. */
export type Held = { suspectDates: boolean; suspects: boolean; submissions: boolean };

/** The milestones of the crimes of a period, each by its own date within so many days of recording. */
export function funnelOf(
  crimes: Crime[],
  asAt: string,
  { scope, from, to, ...labels }: Labels & { scope?: Scope | undefined; from?: string; to?: string },
  age: number,
  held: Held,
) {
  const cohort = selectCrimes(crimes, scope, labels).filter(
    ({ counted, recordedMonth }) =>
      counted && recordedMonth >= (from ?? "") && recordedMonth <= (to ?? "9999"),
  );
  const followed = cohort.filter(
    ({ undated, recordedOn }) => !undated && daysBetween(recordedOn, asAt) >= age,
  );
  const identified = (crime: Crime) =>
    held.suspectDates
      ? crime.suspectIdentifiedOn !== null && daysBetween(crime.recordedOn, crime.suspectIdentifiedOn) <= age
      : crime.labels.suspect_identified === "yes";
  const submitted = (crime: Crime) => isWithin(crime.recordedOn, crime.submittedOn, age);
  const charged = (crime: Crime) => crime.charged && isWithin(crime.recordedOn, crime.chargedOn, age);
  const skipped = (crime: Crime) =>
    (held.suspects && !identified(crime) && (submitted(crime) || charged(crime))) ||
    (held.submissions && !submitted(crime) && charged(crime));
  const count = (reached: (crime: Crime) => boolean) => followed.filter(reached).length;
  return {
    recorded: followed.length,
    left_out: cohort.length - followed.length,
    "suspect-identified": count(identified),
    submitted: count(submitted),
    charged: count(charged),
    early_advice: count((crime) => isWithin(crime.recordedOn, crime.earlyAdviceOn, age)),
    skipped: count(skipped),
  };
}

function isWithin(recordedOn: string, on: string | null, age: number): boolean {
  if (on === null) return false;
  const days = daysBetween(recordedOn, on);
  return days >= 0 && days <= age;
}
