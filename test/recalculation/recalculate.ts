import type { FileAccount } from "./accounting.ts";
import { beginOf } from "./begins.ts";
import { daysBetween, monthOf } from "./dates.ts";
import type { Curves, Observation } from "./incidence.ts";
import { incidenceCurves } from "./incidence.ts";
import type { KpiId } from "./kpi-rules.ts";
import type { ListOptions, PlainPoint, SeriesOptions } from "./kpis.ts";
import { lastCompleteMonthOf, listOf, selectCrimes, seriesOf } from "./kpis.ts";
import type { Crime, Input } from "./rows.ts";
import { readInput } from "./rows.ts";

type Cohort = {
  crimes: number;
  undated: number;
  observations: Observation[];
  curves: Curves;
};

export type Recalculation = {
  files: FileAccount[];
  crimes: Crime[];
  /** The month in which the data begin. */
  firstMonth: string;
  lastCompleteMonth: string;
  series: (id: KpiId, options?: Partial<SeriesOptions>) => PlainPoint[];
  list: (id: KpiId, options: ListOptions) => string[];
  incidence: (options?: Partial<SeriesOptions> & { horizon?: number }) => Cohort;
};

/** Every figure of the contract from raw text, without the product. Throws when no crime is accepted. */
export function recalculate(input: Input): Recalculation {
  const { files, crimes } = readInput(input);
  const firstMonth = beginOf(crimes);
  if (firstMonth === null) throw new Error("no crime is accepted, so there is nothing to recalculate");
  const history = { crimes, asAt: input.asAt, firstMonth };
  const whole = { from: firstMonth, to: monthOf(input.asAt) };
  return {
    files,
    crimes,
    firstMonth,
    lastCompleteMonth: lastCompleteMonthOf(input.asAt),
    series: (id, options) => seriesOf(history, id, { ...whole, ...options }),
    list: (id, options) => listOf(history, id, options),
    incidence: (options) => cohortOf(crimes, input.asAt, { ...whole, ...options }),
  };
}

/** The counted crimes recorded in a range of months, with the time of each to its outcome or to as-at. */
function cohortOf(crimes: Crime[], asAt: string, options: SeriesOptions & { horizon?: number }): Cohort {
  const cohort = selectCrimes(crimes, options.scope, options.filters).filter(
    (crime) => crime.counted && crime.recordedMonth >= options.from && crime.recordedMonth <= options.to,
  );
  const observations: Observation[] = [];
  for (const crime of cohort) {
    const days = crime.charged ? crime.daysToCharge : crime.daysToOutcome;
    if (crime.standing === null) {
      observations.push({ days: daysBetween(crime.recordedOn, asAt), group: null });
    } else if (days !== null) {
      observations.push({ days, group: crime.standing.group });
    }
  }
  return {
    crimes: cohort.length,
    undated: cohort.filter((crime) => crime.undated).length,
    observations,
    curves: incidenceCurves(observations, options.horizon ?? 730),
  };
}
