/** Cumulative incidence with competing events (Aalen and Johansen), and the variances that R gives. */

/** A crime's time in days to its outcome group, or with group null the days it has been open. */
export type Observation = { days: number; group: string | null };

type EventDay = { day: number; atRisk: number; events: number; ofGroup: number; survivalBefore: number };

export type Curves = { days: number[]; groups: Record<string, number[]>; open: number[] };

/**
 * The curves for day 0 to the horizon, ended after the last day with at least `minimumAtRisk` at risk just before
 * that day's events. Every group that occurs has a curve.
 */
export function incidenceCurves(observations: Observation[], horizon: number, minimumAtRisk = 10): Curves {
  const groups = [...new Set(observations.map((each) => each.group))].filter((group) => group !== null);
  const days: number[] = [];
  for (let day = 0; day <= horizon && atRiskOn(observations, day) >= minimumAtRisk; day++) days.push(day);
  const ends = eventDays(observations, null, horizon);
  return {
    days,
    groups: Object.fromEntries(
      groups.sort().map((group) => {
        const own = eventDays(observations, group, horizon);
        return [group, days.map((day) => incidenceOf(own.filter((each) => each.day <= day)))];
      }),
    ),
    open: days.map((day) => survivalOf(ends.filter((each) => each.day <= day))),
  };
}

/** The share of crimes that have ended in the group by that day. */
export function incidenceAt(observations: Observation[], group: string, day: number): number {
  return incidenceOf(eventDays(observations, group, day));
}

/** The share of crimes still open after that day. */
export function survivalAt(observations: Observation[], day: number): number {
  return survivalOf(eventDays(observations, null, day));
}

/**
 * Greenwood-type (delta method) variance: Marubini and Valsecchi 1995, formula 10.12. It equals the infinitesimal
 * jackknife of R's survival::survfit, so its square root is `se_charged` of the reference.
 */
export function greenwoodVariance(observations: Observation[], group: string, day: number): number {
  const past = eventDays(observations, group, day);
  const total = incidenceOf(past);
  let variance = 0;
  let incidence = 0;
  for (const { atRisk, events, ofGroup, survivalBefore } of past) {
    incidence += (survivalBefore * ofGroup) / atRisk;
    const still = total - incidence;
    if (atRisk > events) variance += (still ** 2 * events) / (atRisk * (atRisk - events));
    variance += (survivalBefore ** 2 * ofGroup * (atRisk - ofGroup)) / atRisk ** 3;
    variance -= (2 * still * survivalBefore * ofGroup) / atRisk ** 2;
  }
  return variance;
}

/** Aalen's variance as R's cmprsk::cuminc has it (column `cuminc.var` of the reference). */
export function aalenVariance(observations: Observation[], group: string, day: number): number {
  const past = eventDays(observations, group, day);
  const total = incidenceOf(past);
  const lastOwn = past.filter((each) => each.ofGroup > 0).at(-1);
  let variance = 0;
  let incidence = 0;
  for (const each of past) {
    if (lastOwn === undefined || each.day > lastOwn.day) break;
    const { atRisk, events, ofGroup, survivalBefore } = each;
    const others = events - ofGroup;
    const survival = survivalBefore * (1 - events / atRisk);
    incidence += (survivalBefore * ofGroup) / atRisk;
    const ahead = survival > 0 ? (total - incidence) / survival : 0;
    if (survival > 0) variance += ahead ** 2 * jumpVariance(survivalBefore, others, atRisk);
    variance += (1 - ahead) ** 2 * jumpVariance(survivalBefore, ofGroup, atRisk);
  }
  return variance;
}

/** A pointwise 95 % band, log(−log) transformed; the estimate itself where it is 0 or 1. */
export function logLogBand(estimate: number, variance: number): { lower: number; upper: number } {
  if (estimate <= 0 || estimate >= 1) return { lower: estimate, upper: estimate };
  const width = (1.959963984540054 * Math.sqrt(variance)) / (estimate * Math.log(estimate));
  return { lower: estimate ** Math.exp(-width), upper: estimate ** Math.exp(width) };
}

function jumpVariance(survivalBefore: number, events: number, atRisk: number): number {
  const ties = events > 1 ? 1 - (events - 1) / (atRisk - 1) : 1;
  return (survivalBefore ** 2 * ties * events) / atRisk ** 2;
}

function incidenceOf(past: EventDay[]): number {
  let incidence = 0;
  for (const each of past) incidence += (each.survivalBefore * each.ofGroup) / each.atRisk;
  return incidence;
}

function survivalOf(past: EventDay[]): number {
  let survival = 1;
  for (const each of past) survival *= 1 - each.events / each.atRisk;
  return survival;
}

/** The days up to the given one on which anything ended, with all who had neither ended nor left before. */
function eventDays(observations: Observation[], group: string | null, until: number): EventDay[] {
  const ended = observations.filter((each) => each.group !== null && each.days <= until);
  const days = [...new Set(ended.map((each) => each.days))].sort((a, b) => a - b);
  let survivalBefore = 1;
  return days.map((day) => {
    const onDay = ended.filter((each) => each.days === day);
    const atRisk = atRiskOn(observations, day);
    const ofGroup = onDay.filter((each) => each.group === group).length;
    const eventDay = { day, atRisk, events: onDay.length, ofGroup, survivalBefore };
    survivalBefore *= 1 - onDay.length / atRisk;
    return eventDay;
  });
}

function atRiskOn(observations: Observation[], day: number): number {
  return observations.filter((each) => each.days >= day).length;
}
