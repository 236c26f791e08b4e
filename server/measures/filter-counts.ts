import { z } from "zod";
import type { FilterCounts } from "../contract/filter-counts.ts";
import { type Dimension, dimensionSchema } from "../contract/filters.ts";
import { Problem } from "../contract/problem.ts";
import { showTable } from "../disclosure/release.ts";
import { select, withSteps } from "../engine/database.ts";
import { followedUnit } from "../model/unit.ts";
import type { Question } from "./question.ts";
import { filteredUnits } from "./rows.ts";

const countSchema = z.object({ dimension: dimensionSchema, value: z.string(), crimes: z.number() });

/** How many counted crimes of the scope, recorded in the period, each value of each dimension holds. Released figures have
 * none: counts of every group of every dimension at once would give small groups away. */
export async function readFilterCounts({ snapshot, filters, period, view }: Question): Promise<FilterCounts> {
  if (view.exactness === "released")
    throw new Problem(403, "small-numbers", "Rounded figures have no counts beside the filters.");
  const unit = followedUnit(snapshot.manifest.units);
  const dimensions = unit.dimensions.map(({ name }) => name);
  const crimes = filteredUnits(unit, filters);
  const rows = await snapshot.use((connection) =>
    select(
      connection,
      withSteps([
        ["every_month", crimes.sql],
        [
          "filtered_crimes",
          "select * from every_month where recorded_on between $from_month::date and last_day($to_month::date)",
        ],
        ["filter_counts", dimensions.map(countsOf).join("\nunion all\n")],
      ]),
      { ...crimes.parameters, from_month: `${period.from}-01`, to_month: `${period.to}-01` },
      countSchema,
    ),
  );
  const counts = (dimension: Dimension) => {
    const those = rows.filter((row) => row.dimension === dimension);
    const [shown = []] = showTable([those.map((row) => row.crimes)], view, true);
    return those.map(({ value }, place) => [value, shown[place] ?? null]);
  };
  return {
    snapshot: snapshot.manifest.snapshot.id,
    dimensions: Object.fromEntries(
      dimensions.map((dimension) => [dimension, Object.fromEntries(counts(dimension))]),
    ),
  };
}

function countsOf(dimension: Dimension): string {
  return `select '${dimension}' as dimension, ${dimension}::varchar as value, count(*)::double as crimes
from filtered_crimes
group by ${dimension}`;
}
