import { dayOf, firstDay } from "./days.ts";

/** Part of a force. `weight` is its share of the crimes; `victimDoesNotSupport` multiplies its share of outcomes 14 and 16. */
export type District = { name: string; weight: number; teams: string[]; victimDoesNotSupport?: number };

/**
 * Something that really changes, from the first day of a month on. Factors of several changes multiply.
 *
 * - `victim-does-not-support`: how many crimes end with 14 or 16, by the date of the outcome. The others end on the same
 *   day with 15 or 18, so that nothing else changes.
 * - `charge`: how many crimes are charged, by the date of charge. The others end on the same day with 15.
 * - `charge-days`: the days from recording to charge of the crimes charged from then on. As many are charged as before.
 * - `early-advice`: how often early advice is asked for, by the date recorded.
 * - `recorded`: how many crimes are recorded.
 */
export type Change = {
  from: string;
  what: "victim-does-not-support" | "charge" | "charge-days" | "early-advice" | "recorded";
  factor: number;
  district?: string;
};

/** What is wrong in a file, as a share of the crimes. */
export type Dirt = {
  /** the crime again, in a row for a second victim */
  repeatedCase: number;
  blankRef: number;
  unreadableRecorded: number;
  /** a date that nobody can read in a column that may be blank */
  unreadableOptional: number;
  repeatedOutcome: number;
  /** an outcome of a crime recorded before the file begins */
  unknownCrime: number;
  outcomeBeforeRecorded: number;
  undatedClosure: number;
  unmappedOutcome: number;
};

export type ForceOptions = {
  seed: number;
  /** must contain the word "synthetic": every row says that it is not real */
  force: string;
  firstMonth: string;
  months: number;
  /** months of older crimes that the file holds before `firstMonth` */
  leadMonths: number;
  /** the day of the export; the last day of the last month unless given */
  asAt: string;
  /** average of all rows, crimes outside the RASSO scope and cancelled ones included */
  crimesPerMonth: number;
  /** growth of recorded crimes per year: 0.03 is 3 % of the first year's volume */
  trend: number;
  /** how far July is above, and January below, the year's average: 0.1 is 10 % */
  season: number;
  districts: District[];
  changes: Change[];
  /** share of the crimes with a known suspect in which early advice is asked for sooner or later */
  earlyAdvice: number;
  /** share of the crimes that take 60 days or more which were closed once before and reopened */
  reopened: number;
  /** share of the charged crimes whose charge is for an alternate offence (1A) */
  alternate: number;
  /** share of all crimes by cancelled code; N100 is a share of the rapes */
  cancelled: Record<string, number>;
  /** 1 = cells are blank as often as usual, 0 = never */
  blanks: number;
  dirt: Partial<Dirt>;
};

/** Completes the options with the defaults: a clean force of three districts in which nothing changes. */
export function withDefaults(given: Partial<ForceOptions>): ForceOptions {
  const firstMonth = given.firstMonth ?? "2021-11";
  const months = given.months ?? 60;
  const options: ForceOptions = {
    seed: 1,
    force: "Avonshire Constabulary (synthetic)",
    firstMonth,
    months,
    leadMonths: 0,
    asAt: isoDate(firstDay(firstMonth, months) - 1),
    crimesPerMonth: 200,
    trend: 0,
    season: 0,
    districts: ["North", "Central", "South"].map((name) => ({ name, weight: 1, teams: [`RASSO ${name}`] })),
    changes: [],
    earlyAdvice: 0.35,
    reopened: 0.03,
    alternate: 0.18,
    cancelled: { C1: 0.004, C2: 0.006, C3: 0.006, C4: 0.002, C5: 0.0003, N100: 0.045 },
    blanks: 1,
    dirt: {},
    ...given,
  };
  refuseNonsense(options);
  return options;
}

function refuseNonsense({ force, districts, changes, asAt, firstMonth }: ForceOptions): void {
  if (!force.toLowerCase().includes("synthetic"))
    throw new RangeError(`the force “${force}” does not say that it is synthetic`);
  if (dayOf(asAt) < firstDay(firstMonth))
    throw new RangeError(`the as-at date ${asAt} is before ${firstMonth}`);
  const names = new Set(districts.map(({ name }) => name));
  const lost = changes.find(({ district }) => district !== undefined && !names.has(district));
  if (lost)
    throw new RangeError(`a change names the district “${lost.district}”, which the force does not have`);
}

function isoDate(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
