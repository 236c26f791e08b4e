import { factorOn, type Step, stepsOf } from "./changes.ts";
import type { OffenceKind } from "./offences.ts";
import type { Change, District } from "./options.ts";
import { choose, logNormal, type Random } from "./random.ts";

/** How a crime ends, whether or not that is before the export. `code` is the outcome; 1 stands for 1 and 1A. */
export type Ending = { code: string; suspectKnown: boolean; days: number };

/** One way to end. On a day, `chance` says how likely it is that a crime ends so; otherwise it ends on that day with the
 * outcome that stands in for it. */
export type Way = { code: string; share: number; chance: Step[]; stretch: number };

/** Shares of the crimes of each kind that end with each outcome in the end, near the levels that forces publish. */
const baseShares: readonly [code: string, rape: number, serious: number, other: number][] = [
  ["16", 0.455, 0.4, 0.24],
  ["14", 0.095, 0.12, 0.08],
  ["1", 0.07, 0.095, 0.12],
  ["18", 0.085, 0.11, 0.22],
  ["9", 0.004, 0.006, 0.006],
  ["10", 0.01, 0.012, 0.02],
  ["20", 0.014, 0.012, 0.024],
  ["21", 0.006, 0.005, 0.01],
  ["5", 0.006, 0.005, 0.005],
  ["11", 0.004, 0.007, 0.01],
  ["12", 0.003, 0.003, 0.003],
  ["13", 0.006, 0.004, 0.002],
  ["22", 0.004, 0.007, 0.02],
  ["3", 0.001, 0.006, 0.02],
  ["8", 0.002, 0.008, 0.02],
  ["15", 0.235, 0.2, 0.2],
];

const columns = { rape: 1, serious: 2, other: 3 } as const;

/** The outcome that takes the crimes which do not end as they might have, and gives those that end so in addition. */
const standIns: Record<string, string> = { "1": "15", "16": "15", "14": "18" };

const daysToCharge: Record<OffenceKind, { median: number; spread: number }> = {
  rape: { median: 440, spread: 0.45 },
  serious: { median: 340, spread: 0.45 },
  other: { median: 240, spread: 0.55 },
};

const daysToOutcome: Record<string, { median: number; spread: number }> = {
  "14": { median: 35, spread: 1.2 },
  "15": { median: 200, spread: 0.8 },
  "16": { median: 50, spread: 1.2 },
  "18": { median: 75, spread: 1 },
};

/**
 * The ways in which crimes of one kind end in a district. Throws when the changes ask for more than all crimes.
 *
 * They stand in an order in which a change moves no boundary between the others, so that with the same chance a crime that
 * the change does not touch ends as it would have without it.
 */
export function waysOf(kind: OffenceKind, district: District, changes: readonly Change[]): Way[] {
  const shares = new Map(baseShares.map((row) => [row[0], row[columns[kind]]]));
  const support = stepsOf(changes, "victim-does-not-support", district.name);
  const moving = [
    ...chargeWays(shares.get("1") ?? 0, district, changes),
    ...waysBySteps("16", (shares.get("16") ?? 0) * (district.victimDoesNotSupport ?? 1), support, 1),
    ...waysBySteps("14", (shares.get("14") ?? 0) * (district.victimDoesNotSupport ?? 1), support, 1),
  ];
  for (const code of ["1", "16", "14"]) {
    const left = shares.get(standIns[code] ?? "") ?? 0;
    const taken = moving.filter((way) => way.code === code).reduce((total, { share }) => total + share, 0);
    shares.set(standIns[code] ?? "", left + (shares.get(code) ?? 0) - taken);
    shares.delete(code);
  }
  const overdrawn = [...shares].find(([, share]) => share < 0);
  if (overdrawn)
    throw new RangeError(`the changes leave no crimes of ${district.name} for outcome ${overdrawn[0]}`);
  const fixed = [...shares].map(([code, share]) => ({ code, share, chance: [], stretch: 1 }));
  return [
    ...moving.filter(({ isExtra }) => !isExtra),
    ...fixed.filter(({ code }) => code !== "15" && code !== "18"),
    ...moving.filter(({ isExtra, code }) => isExtra && standIns[code] === "18"),
    ...fixed.filter(({ code }) => code === "18"),
    ...moving.filter(({ isExtra, code }) => isExtra && standIns[code] === "15"),
    ...fixed.filter(({ code }) => code === "15"),
  ];
}

/** Draws how and after how many days a crime recorded on a day ends. */
export function drawEnding(
  random: Random,
  ways: readonly Way[],
  kind: OffenceKind,
  recorded: number,
): Ending {
  const way = choose(random, ways);
  const happens = random();
  const days = Math.floor(drawDays(random, way.code, kind) * way.stretch);
  const isSo = happens < factorOn(way.chance, recorded + days);
  const code = isSo ? way.code : (standIns[way.code] ?? way.code);
  return { code, suspectKnown: isSuspectKnown(random, code), days };
}

type MovingWay = Way & { isExtra: boolean };

/** One outcome whose volume follows the steps: those that always might end so, and the extra ones that do where a factor
 * is above 1. */
function waysBySteps(code: string, share: number, steps: readonly Step[], stretch: number): MovingWay[] {
  const above = Math.max(...steps.map(({ factor }) => factor)) - 1;
  const usual = steps.map(({ from, factor }) => ({ from, factor: Math.min(factor, 1) }));
  const extra = steps.map(({ from, factor }) => ({ from, factor: Math.max(factor - 1, 0) / above }));
  return [
    { code, share, chance: usual, stretch, isExtra: false },
    ...(above > 0 ? [{ code, share: share * above, chance: extra, stretch, isExtra: true }] : []),
  ];
}

/** Charges, apart for each stretch of the calendar between changes of their days: each way is open in its own stretch only.
 * So as many crimes as asked are charged in every month, and those charged after a change took exactly as long as asked. */
function chargeWays(share: number, { name }: District, changes: readonly Change[]): MovingWay[] {
  const volume = stepsOf(changes, "charge", name);
  const length = stepsOf(changes, "charge-days", name);
  const starts = [...new Set([...volume, ...length].map(({ from }) => from))].sort((a, b) => a - b);
  return length.flatMap((stretch, place) => {
    const end = length[place + 1]?.from ?? Number.POSITIVE_INFINITY;
    const steps = starts.map((from) => ({
      from,
      factor: from >= stretch.from && from < end ? factorOn(volume, from) : 0,
    }));
    const ways = waysBySteps("1", share, steps, stretch.factor);
    return place === 0 ? ways : ways.map((way) => ({ ...way, isExtra: true }));
  });
}

function drawDays(random: Random, code: string, kind: OffenceKind): number {
  if (code !== "1") {
    const { median, spread } = daysToOutcome[code] ?? { median: 110, spread: 0.9 };
    return logNormal(random, median, spread);
  }
  // Some suspects are charged while still in custody.
  if (random() < 0.12) return logNormal(random, 5, 1.2);
  const { median, spread } = daysToCharge[kind];
  return logNormal(random, median, spread);
}

function isSuspectKnown(random: Random, code: string): boolean {
  const chance = random();
  if (code === "14" || code === "18") return false;
  return code === "13" || code === "20" ? chance < 0.6 : true;
}
