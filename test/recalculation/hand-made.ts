import type { Row } from "./csv.ts";
import type { KpiId } from "./kpi-rules.ts";
import { mapRows } from "./maps.ts";
import { type Recalculation, recalculate } from "./recalculate.ts";

/** Small worlds written by hand, for tests whose expected figures are worked out on paper. */

export function crime(crime_ref: string, recorded_date: string, more: Row = {}): Row {
  return { crime_ref, recorded_date, offence_code: "19C", ...more };
}

export function outcome(crime_ref: string, outcome_code: string, outcome_date: string, more: Row = {}): Row {
  return { crime_ref, outcome_code, outcome_date, ...more };
}

export function world(asAt: string, cases: Row[], outcomes: Row[] = []): Recalculation {
  return recalculate({
    cases: [{ name: "cases.csv", rows: cases }],
    outcomes: [{ name: "outcomes.csv", rows: outcomes }],
    asAt,
    offenceCodes: mapRows("offence-codes"),
    outcomeCodes: mapRows("outcome-codes"),
  });
}

/** One month's point of the default scope, rasso. */
export function pointOf(recalculation: Recalculation, id: KpiId, month: string) {
  return recalculation.series(id).find((point) => point.month === month);
}
