import { isGroup, type Period } from "../contract/filters.ts";
import { refuseFreePeriod, refuseFreeQuestions, refuseMonthOfPart } from "../disclosure/questions.ts";
import type { Parameters } from "../engine/database.ts";
import { followedUnit } from "../model/unit.ts";
import { periodOf } from "./months.ts";
import { type MeasureQueries, statements } from "./queries.ts";
import type { Question } from "./question.ts";
import { filterConditions, refuseOtherDimensions } from "./rows.ts";

const sqlOf = statements("cohort");

/** The crimes recorded in a period, as the steps of a statement. */
type Cohort = {
  period: Period;
  isGroup: boolean;
  filtered: string;
  steps: [string, string][];
  parameters: Parameters;
  /** What is told apart, by the name that the statement gives it. */
  nameOf: (split: string) => { group: string; period: Period };
};

/** The cohort of a question, of each group of a dimension apart, of each month apart, or both. Throws a 403 for what released
 * figures are not given for. */
export function cohortOf(
  { snapshot, filters, period, split, view }: Question,
  queries: MeasureQueries,
  isMonthly: boolean,
): Cohort {
  refuseFreeQuestions(view, filters, split);
  const whole = periodOf({}, snapshot.manifest.snapshot);
  const asked = isMonthly ? { from: whole.to, to: whole.to } : period;
  refuseFreePeriod(view, asked, whole);
  refuseMonthOfPart(view, filters, asked, whole, split);
  const unit = followedUnit(snapshot.manifest.units);
  const { conditions, parameters } = filterConditions(unit, filters);
  if (split !== undefined) refuseOtherDimensions(unit, [split]);
  const name = [...(isMonthly ? ["strftime(recorded_on, '%Y-%m')"] : []), split ?? "'whole'"].join(
    " || ' ' || ",
  );
  const filtered = `select
    *,
    ${name} as split,
from ${unit.counted ?? unit.mart}
where ${conditions} and recorded_on between $from_month::date and last_day($to_month::date)`;
  return {
    period,
    isGroup: split !== undefined || isGroup(filters),
    filtered,
    steps: [
      ["filtered_crimes", filtered],
      ["cohort", sqlOf(queries).cohort],
    ],
    parameters: {
      ...parameters,
      as_at: snapshot.manifest.snapshot.asAt,
      from_month: `${period.from}-01`,
      to_month: `${period.to}-01`,
    },
    nameOf(name) {
      if (!isMonthly) return { group: name, period };
      const month = name.slice(0, 7);
      return { group: name.slice(8), period: { from: month, to: month } };
    },
  };
}

/** The rows of each name apart, in their order. */
export function bySplit<Row extends { split: string }>(rows: Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const those = found.get(row.split);
    if (those) those.push(row);
    else found.set(row.split, [row]);
  }
  return found;
}
