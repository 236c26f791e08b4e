import type { Change, ForceOptions } from "../../data/synthetic/options.ts";
import { type Random, randomStream } from "../../data/synthetic/random.ts";

/** The month in which every simulated export begins, and how many months it holds. */
export const firstMonth = "2021-11";
export const monthsHeld = 60;

/** What is planted in a force: one kind of change, by a quarter, from a month on. */
export type Planted = Pick<Change, "what" | "factor">;

/** The measures of which one must be named, moving as planted, for a planted change to count as named. */
export const showsIn: Record<Change["what"], string[]> = {
  "victim-does-not-support": [
    "victim-withdrawal",
    "victim-withdrawal-suspect-known",
    "victim-withdrawal-within-90-days",
  ],
  charge: ["charges", "charge-rate-closed", "charged-within-a-year"],
  "charge-days": ["time-to-charge"],
  "early-advice": ["early-advice-uptake", "early-advice-before-submission"],
  recorded: ["recorded-crimes"],
};

/** Every kind of change, a quarter less and a quarter more. */
export const plantable: Planted[] = (
  ["victim-does-not-support", "recorded", "early-advice", "charge-days", "charge"] as const
).flatMap((what) => [0.75, 1.25].map((factor) => ({ what, factor })));

/** What is planted in the force with this number: each kind in turn. */
export function plantedIn(number: number): Planted {
  return plantable[number % plantable.length] ?? { what: "charge", factor: 1 };
}

/** Sexual offences recorded in 2005/06 by each of the 43 forces of England and Wales (House of Commons, written answers of 14 June
 * 2007, column 1244W): the newest figures of all forces side by side that were found. */
const recordedByForce = [
  55, 358, 382, 440, 548, 580, 628, 633, 637, 664, 670, 688, 694, 703, 725, 765, 799, 802, 979, 983, 1014,
  1054, 1117, 1306, 1343, 1361, 1371, 1390, 1413, 1431, 1474, 1505, 1527, 1533, 1543, 1655, 1900, 2123, 2522,
  2701, 3319, 3483, 10_293,
];

/** The same of all forces together in 2021/22 (Office for National Statistics, July 2022). */
const recordedLately = 194_683;

/** The size of every force, in crimes a month: its share of then, of the total of lately. */
export const crimesPerMonthOfForces = recordedByForce.map(
  (recorded) => ((recorded / sumOf(recordedByForce)) * recordedLately) / 12,
);

/** A force as large as one of England and Wales (15 to 2,733 crimes a month, the middle one 280), otherwise like no other: volume that grows or falls, a season, districts that differ, crimes
 * that are reopened, cells that are blank. The same seed and number give the same force. */
export function simulatedForce(
  seed: number,
  number: number,
  changes: Change[] = [],
): Partial<ForceOptions> & { crimesPerMonth: number } {
  const random = randomStream(seed, 90, number);
  const crimesPerMonth =
    crimesPerMonthOfForces[Math.floor(random() * crimesPerMonthOfForces.length)] ?? Number.NaN;
  return {
    seed: Math.floor(random() * 2_000_000_000),
    firstMonth,
    months: monthsHeld,
    // So far ahead that every ending is known: what an export of an earlier day holds is cut from it.
    asAt: "2040-12-31",
    crimesPerMonth,
    trend: between(random, -0.02, 0.06),
    season: between(random, 0, 0.1),
    reopened: between(random, 0.02, 0.06),
    earlyAdvice: between(random, 0.2, 0.5),
    alternate: between(random, 0.1, 0.25),
    districts: ["North", "Central", "South"].map((name) => ({
      name,
      weight: between(random, 0.5, 2),
      teams: ["RASSO"],
      victimDoesNotSupport: between(random, 0.9, 1.1),
    })),
    changes,
  };
}

function between(random: Random, least: number, most: number): number {
  return least + (most - least) * random();
}

function sumOf(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
