import { z } from "zod";
import { dimensions } from "../contract/filters.ts";
import type { Distribution, distributionQuerySchema } from "../contract/outcomes.ts";
import { Problem } from "../contract/problem.ts";
import { refuseDaysOfMonth, refuseFreeQuestions } from "../disclosure/questions.ts";
import { showCount, showQuantiles } from "../disclosure/release.ts";
import type { View } from "../disclosure/view.ts";
import { chain, select } from "../engine/database.ts";
import type { Definition } from "../model/definition.ts";
import { versionOf } from "../model/definition-version.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { periodOf } from "./months.ts";
import { readMonths } from "./periods.ts";
import type { MeasureQueries } from "./queries.ts";
import { filteredRows } from "./rows.ts";
import { countedBy } from "./units.ts";

/** Released bins are always this wide: bins of different widths could be subtracted from each other. */
const releasedBinDays = 30;

const binSchema = z.object({ from_days: z.number(), to_days: z.number(), crimes: z.number() });
const figureSchema = z.object({
  value: z.number().nullable(),
  p75: z.number().nullable(),
  p90: z.number().nullable(),
});

/** How the days of a duration are distributed over a period, in bins of the same width. Throws a 400 for other KPIs. */
export async function readDistribution(
  snapshot: Snapshot,
  queries: MeasureQueries,
  definition: Definition,
  { bin_days, ...filters }: z.infer<typeof distributionQuerySchema>,
  view: View,
): Promise<Distribution> {
  if (definition.kind !== "duration") {
    throw new Problem(400, "no-duration", "Only a duration has a distribution of days.", "id");
  }
  refuseFreeQuestions(view, filters, "days");
  const { snapshot: about } = snapshot.manifest;
  refuseDaysOfMonth(view, periodOf(filters, about), periodOf({}, about));
  const binDays = view.exactness === "released" ? releasedBinDays : bin_days;
  const isGroup = dimensions.some((dimension) => filters[dimension]);
  return snapshot.use(async (connection) => {
    const { snapshot: described } = snapshot.manifest;
    const { period, chosen } = await readMonths(connection, queries, definition, described, filters, view);
    const rows = filteredRows(countedBy(snapshot.manifest, definition), filters, undefined);
    const parameters = {
      ...rows.parameters,
      from_month: period && `${period.from}-01`,
      to_month: period && `${period.to}-01`,
      before_from_month: null,
      before_to_month: null,
      bin_days: binDays,
    };
    const steps: [string, string][] = [
      ["filtered_rows", rows.sql],
      ["kpi_rows", queries.longMonthRows],
    ];
    const bins = await select(
      connection,
      chain([...steps, ["distribution", queries.distribution]]),
      parameters,
      binSchema,
    );
    const [figure] = await select(
      connection,
      chain([...steps, ["figures", queries.figures.duration]]),
      parameters,
      figureSchema,
    );
    const crimes = bins.reduce((sum, bin) => sum + bin.crimes, 0);
    const { value, p75, p90 } = showQuantiles(
      figure ?? { value: null, p75: null, p90: null },
      crimes,
      view,
      isGroup,
    );
    return {
      kpi: definition.id,
      snapshot: described.id,
      version: versionOf(definition).hash,
      period,
      chosen,
      bin_days: binDays,
      crimes: showCount(crimes, view, isGroup),
      bins: withoutEnd(
        bins.map((bin) => ({ ...bin, crimes: showCount(bin.crimes, view, isGroup) })),
        view,
      ),
      median: value,
      p75,
      p90,
    };
  });
}

/** Released bins end with the last that is shown: the place of the last crime of all would be the longest time. */
function withoutEnd(bins: Distribution["bins"], view: View): Distribution["bins"] {
  if (view.exactness !== "released") return bins;
  return bins.slice(0, bins.findLastIndex(({ crimes }) => crimes !== null) + 1);
}
