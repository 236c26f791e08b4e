import { factorOn, type Step, stepsOf } from "./changes.ts";
import { type DistrictModel, drawCrime } from "./crime.ts";
import { dayOf, firstDay, yearAndMonth } from "./days.ts";
import { soil } from "./dirt.ts";
import { waysOf } from "./endings.ts";
import { type District, type ForceOptions, withDefaults } from "./options.ts";
import { choose, poisson, randomStream } from "./random.ts";
import { type CaseRow, type CrimeRows, crimeRef, type OutcomeRow } from "./rows.ts";

/**
 * Invents a force: the rows that it would export, crime by crime in the order recorded. The same options give the same
 * rows on every machine. Each day's volume and each crime has its own source of chance, so that a planted change
 * leaves what happened before it as it was. Throws a RangeError for options that cannot be met.
 */
export function* syntheticForce(given: Partial<ForceOptions> = {}): Generator<CrimeRows> {
  const options = withDefaults(given);
  const start = firstDay(options.firstMonth, -options.leadMonths);
  const end = Math.min(firstDay(options.firstMonth, options.months) - 1, dayOf(options.asAt));
  const firstYear = yearAndMonth(start).year;
  const districts = modelsOf(options);
  const asAt = dayOf(options.asAt);
  let number = 0;
  let lastYear = firstYear;
  let numberBeforeYear = 0;
  for (let day = start; day <= end; day++) {
    const { year, month } = yearAndMonth(day);
    if (year !== lastYear) numberBeforeYear = number;
    lastYear = year;
    const today = districts.map((model) => ({ model, share: model.weight * factorOn(model.recorded, day) }));
    const volume =
      today.reduce((total, { share }) => total + share, 0) * dailyVolume(options, day - start, month);
    for (let left = poisson(randomStream(options.seed, streams.days, day), volume); left > 0; left--) {
      number++;
      const random = randomStream(options.seed, streams.crimes, number);
      const { model } = choose(random, today);
      const ref = crimeRef(year, number - numberBeforeYear);
      const suspects = randomStream(options.seed, streams.suspects, number);
      const place = { number, ref, recorded: day, asAt, district: model, suspects };
      const crime = drawCrime(random, place, options);
      yield soil(
        randomStream(options.seed, streams.dirt, number),
        crime,
        { number, firstYear },
        options.dirt,
      );
    }
  }
}

/** The whole force at once: the rows of both files. For a force of many crimes use `syntheticForce`. */
export function forceRows(given: Partial<ForceOptions> = {}): { cases: CaseRow[]; outcomes: OutcomeRow[] } {
  const rows: { cases: CaseRow[]; outcomes: OutcomeRow[] } = { cases: [], outcomes: [] };
  for (const { cases, outcomes } of syntheticForce(given)) {
    rows.cases.push(...cases);
    rows.outcomes.push(...outcomes);
  }
  return rows;
}

const streams = { days: 1, crimes: 2, dirt: 3, suspects: 4 };

/** How far each month is above (1) or below (-1) the year's average, January to December; July is the highest. */
const seasons = [-1, -0.87, -0.5, 0, 0.5, 0.87, 1, 0.87, 0.5, 0, -0.5, -0.87];

function dailyVolume(
  { crimesPerMonth, trend, season }: ForceOptions,
  daysSinceStart: number,
  month: number,
): number {
  const growth = 1 + (trend * daysSinceStart) / 365.25;
  return ((crimesPerMonth * 12) / 365.25) * growth * (1 + season * (seasons[month - 1] ?? 0));
}

function modelsOf({
  districts,
  changes,
}: ForceOptions): (DistrictModel & { weight: number; recorded: Step[] })[] {
  const weights = districts.reduce((total, { weight }) => total + weight, 0);
  return districts.map((district, place) => ({
    name: district.name,
    teams: district.teams,
    officersFrom: 100 * (place + 1),
    weight: district.weight / weights,
    recorded: stepsOf(changes, "recorded", district.name),
    earlyAdvice: stepsOf(changes, "early-advice", district.name),
    ways: waysByKind(district),
    latest: [],
  }));

  function waysByKind(district: District): DistrictModel["ways"] {
    return {
      rape: waysOf("rape", district, changes),
      serious: waysOf("serious", district, changes),
      other: waysOf("other", district, changes),
    };
  }
}
