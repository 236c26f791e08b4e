import { dayOf, dayText } from "./days.ts";
import { offences } from "./offences.ts";
import type { Dirt } from "./options.ts";
import { secondVictim } from "./people.ts";
import { choose, pick, type Random, wholeNumber } from "./random.ts";
import { type CaseRow, type CrimeRows, crimeRef, type OutcomeRow } from "./rows.ts";

type Rows = Omit<CrimeRows, "dirt">;
type Place = { number: number; firstYear: number };
type Fault = (random: Random, row: CaseRow, crime: Rows, place: Place) => Rows | null;

/** Puts at most one fault into a crime's rows, each kind with the chance given; a fault that does not fit is left out. */
export function soil(random: Random, crime: CrimeRows, place: Place, dirt: Partial<Dirt>): CrimeRows {
  const kinds = Object.entries(dirt).map(([kind, share]) => ({ kind, share }));
  if (kinds.length === 0) return crime;
  const clean = 1 - kinds.reduce((total, { share }) => total + share, 0);
  const { kind } = choose(random, [...kinds, { kind: "", share: clean }]);
  const [row] = crime.cases;
  const faulty = row && isFault(kind) ? faults[kind](random, row, crime, place) : null;
  return faulty ? { ...faulty, dirt: kind } : crime;
}

const unreadable = ["CANCELLED", "CANCELLED", "CANCELLED", "see log", "31/09/2025", "10/23/2025"];

const faults: Record<keyof Dirt, Fault> = {
  repeatedCase(random, row, { outcomes }, { number }) {
    const offence = offences.find(({ code }) => code === row.offence_code);
    if (!offence) return null;
    const { key, age, sex } = secondVictim(random, number, offence);
    const second = { ...row, victim_key: key, victim_age: String(age), victim_sex: sex };
    // One in ten says another day than the first row.
    const recorded = random() < 0.1 ? dayText(dayOf(isoDate(row.recorded_date)) - 1) : row.recorded_date;
    return { cases: [row, { ...second, recorded_date: recorded }], outcomes };
  },

  blankRef(_random, row, { outcomes }) {
    return { cases: [{ ...row, crime_ref: "" }], outcomes };
  },

  unreadableRecorded(random, row, { outcomes }) {
    return { cases: [{ ...row, recorded_date: pick(random, unreadable) }], outcomes };
  },

  unreadableOptional(random, row, { outcomes }) {
    const [column, text] = pick(random, [
      ["offence_date", "historic"],
      ["offence_date", "00/00/1998"],
      ["reported_date", "not known"],
      ["early_advice_date", "TBC"],
      ["submission_date", "awaited"],
    ] as const);
    return { cases: [{ ...row, [column]: text }], outcomes };
  },

  repeatedOutcome(random, _row, { cases, outcomes }) {
    return outcomes.length === 0 ? null : { cases, outcomes: [...outcomes, pick(random, outcomes)] };
  },

  unknownCrime(random, row, { cases, outcomes }, { number, firstYear }) {
    const orphan = {
      crime_ref: crimeRef(firstYear - 1, number),
      outcome_code: pick(random, ["1", "14", "15", "16", "18"]),
      outcome_date: row.recorded_date,
      charge_date: "",
      keyed_date: row.recorded_date,
    };
    return { cases, outcomes: [...outcomes, orphan] };
  },

  outcomeBeforeRecorded(random, row, { cases, outcomes }) {
    const before = dayText(dayOf(isoDate(row.recorded_date)) - wholeNumber(random, 1, 30));
    return onlyClosure(cases, outcomes, { outcome_date: before });
  },

  undatedClosure(_random, _row, { cases, outcomes }) {
    return onlyClosure(cases, outcomes, { outcome_date: "" });
  },

  unmappedOutcome(random, _row, { cases, outcomes }) {
    return onlyClosure(cases, outcomes, { outcome_code: pick(random, ["23", "NFA", "16B"]) });
  },
};

function isFault(kind: string): kind is keyof Dirt {
  return kind in faults;
}

/** The rows with the crime's one outcome changed; null when it has none, several, or a charge. */
function onlyClosure(cases: CaseRow[], outcomes: OutcomeRow[], change: Partial<OutcomeRow>): Rows | null {
  const [outcome, ...more] = outcomes;
  if (!outcome || more.length > 0 || ["1", "1A"].includes(outcome.outcome_code)) return null;
  return { cases, outcomes: [{ ...outcome, ...change }] };
}

function isoDate(text: string): string {
  return text.split("/").reverse().join("-");
}
