import type { DuckDBConnection } from "duckdb";
import { z } from "zod";
import type { Breakdown, UsedPeriod } from "../contract/breakdown.ts";
import type { Period } from "../contract/filters.ts";
import { Problem } from "../contract/problem.ts";
import { refuseFreePeriod } from "../disclosure/questions.ts";
import type { View } from "../disclosure/view.ts";
import { select, withSteps } from "../engine/database.ts";
import type { Definition } from "../model/definition.ts";
import type { Manifest } from "../store/manifest.ts";
import { addMonths, lastDayOf, monthsBetween } from "../wording/months.ts";
import { monthParameters, periodOf, wholePeriod } from "./months.ts";
import { type MeasureQueries, statements } from "./queries.ts";
import type { KpiQuestion } from "./question.ts";

const sqlOf = statements("months", "marked_months");

/** How many usable months make a period where none is asked for; in released figures it is all of them, as windows of
 * different lengths could be subtracted from each other. */
const usualMonths = 12;

type MarkedMonth = z.infer<typeof markedMonthSchema>;

const markedMonthSchema = z.object({
  month: z.string(),
  mature: z.boolean().nullable(),
  ramp_up: z.boolean(),
  complete: z.boolean(),
});

/** A KPI's months, and the periods made of those that can be compared. */
export type Months = {
  /** The period that was asked for, or the last 12 usable months; null where no month of it is usable. */
  period: UsedPeriod | null;
  chosen: Breakdown["chosen"];
  /** Cuts any other period down to its usable months. */
  usable: (asked: Period) => UsedPeriod | null;
};

/** Works out which months a KPI can be taken over: complete, mature and past the ramp-up. A stock may be taken while the export has
 * yet to fill, as it is true whatever the past; it is then compared with nothing. */
export async function readMonths(
  connection: DuckDBConnection,
  queries: MeasureQueries,
  { snapshot: { manifest }, definition, filters, period: asked, view }: KpiQuestion,
): Promise<Months> {
  const { snapshot } = manifest;
  refuseFreePeriod(view, asked, periodOf({}, snapshot));
  const marked = await select(
    connection,
    withSteps([
      ["months", sqlOf(queries).months],
      ["marked_months", sqlOf(queries).marked_months],
      [
        "named_months",
        "select * replace (strftime(month, '%Y-%m') as month) from marked_months order by month",
      ],
    ]),
    monthParameters(definition, snapshot, wholePeriod(asked, snapshot)),
    markedMonthSchema,
  );
  const within = usablePeriod(definition, snapshot, marked);
  const filling = usablePeriod(
    definition,
    snapshot,
    definition.kind === "stock" ? marked.map(filled) : marked,
  );
  const shown = (period: Period) => within(period) ?? filling(period);
  if (filters.from || filters.to) return { period: shown(asked), chosen: "asked", usable: within };
  if (view.exactness === "released") return { period: shown(asked), chosen: "all-usable", usable: within };
  const last = marked.findLast((month) => reasonAgainst(month, snapshot) === null)?.month ?? asked.to;
  const period = shown({ from: addMonths(last, 1 - usualMonths), to: last });
  return { period, chosen: "last-12-usable", usable: within };
}

function filled(month: MarkedMonth): MarkedMonth {
  return { ...month, ramp_up: false };
}

/** The period to compare with: the one asked for, otherwise as many months just before; none in released figures. */
export function comparedWith(
  months: Months,
  view: View,
  { compare_from, compare_to }: { compare_from?: string | undefined; compare_to?: string | undefined },
): UsedPeriod | null {
  const { period } = months;
  if (!period || view.exactness === "released") return null;
  if (compare_from === undefined && compare_to === undefined) {
    return months.usable({ from: addMonths(period.from, -period.months), to: addMonths(period.from, -1) });
  }
  if (compare_from === undefined || compare_to === undefined) {
    const missing = compare_from === undefined ? "compare_from" : "compare_to";
    throw new Problem(400, "bad-period", "Give compare_from and compare_to together.", missing);
  }
  if (compare_from > compare_to) {
    const message = `The first month ${compare_from} is after the last month ${compare_to}.`;
    throw new Problem(400, "bad-period", message, "compare_from");
  }
  if (compare_from <= period.to && compare_to >= period.from) {
    throw new Problem(400, "bad-period", "The two periods must not share a month.", "compare_from");
  }
  return months.usable({ from: compare_from, to: compare_to });
}

function usablePeriod(
  definition: Definition,
  snapshot: Manifest["snapshot"],
  marked: MarkedMonth[],
): (asked: Period) => UsedPeriod | null {
  return (asked) => {
    const judged = monthsBetween(asked.from, asked.to).map((month) => {
      const found = marked.find((each) => each.month === month);
      return { month, reason: found ? reasonAgainst(found, snapshot) : outside(month, snapshot) };
    });
    const used = judged.filter(({ reason }) => reason === null).map(({ month }) => month);
    const [from, to] = [used[0], used.at(-1)];
    if (!from || !to) return null;
    return {
      from,
      to,
      months: used.length,
      taken_on: definition.kind === "stock" ? lastDayOf(to) : null,
      left_out: judged.flatMap(({ month, reason }) => (reason ? [{ month, reason }] : [])),
    };
  };
}

function reasonAgainst(
  { month, mature, ramp_up, complete }: MarkedMonth,
  snapshot: Manifest["snapshot"],
): UsedPeriod["left_out"][number]["reason"] | null {
  if (month < snapshot.firstMonth) return "before-the-data";
  if (ramp_up) return "ramp-up";
  if (!complete) return "incomplete";
  return mature === false ? "maturing" : null;
}

function outside(month: string, snapshot: Manifest["snapshot"]): "before-the-data" | "incomplete" {
  return month < snapshot.firstMonth ? "before-the-data" : "incomplete";
}
