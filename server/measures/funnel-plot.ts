import type { DuckDBConnection } from "duckdb";
import { type BreakdownGroup, type FunnelLimit, funnelLimitSchema } from "../contract/breakdown.ts";
import { numberList, select } from "../engine/database.ts";
import { fewestToJudge } from "../wording/judging.ts";
import { type MeasureQueries, statements } from "./queries.ts";

const sqlOf = statements("funnel_limits");

/** The funnel's curves around a centre, over group sizes from 1 up and at the size of each group that can be judged. */
export async function readFunnelLimits(
  connection: DuckDBConnection,
  queries: MeasureQueries,
  centre: number,
  sizes: number[],
): Promise<FunnelLimit[]> {
  const judged = sizes.filter((size) => size >= fewestToJudge);
  if (judged.length === 0) return [];
  const asked = [...new Set([...judged, ...gridUpTo(Math.max(...judged))])];
  return select(
    connection,
    sqlOf(queries).funnel_limits,
    { centre, sizes: numberList(asked) },
    funnelLimitSchema,
  );
}

/** Group sizes over which the curves are drawn: close together where they are steep. */
function gridUpTo(largest: number): number[] {
  const last = Math.ceil(largest * 1.1);
  return Array.from({ length: 60 }, (_, step) => Math.max(1, Math.round(last * ((step + 1) / 60) ** 2)));
}

/** Says where a group lies among the curves; nothing if it has too few crimes to be judged. */
export function placeInFunnel(
  { value, denominator }: { value: number | null; denominator: number | null },
  centre: number | null,
  limits: FunnelLimit[],
): Pick<BreakdownGroup, "funnel" | "side"> {
  const limit = limits.find((each) => each.denominator === denominator);
  if (!limit || value === null || centre === null || (denominator ?? 0) < fewestToJudge) {
    return { funnel: null, side: null };
  }
  const side = value > centre ? "above" : value < centre ? "below" : null;
  if (value < limit.lower_998 || value > limit.upper_998) return { funnel: "beyond-99.8", side };
  if (value < limit.lower_95 || value > limit.upper_95) return { funnel: "beyond-95", side };
  return { funnel: "within", side };
}
