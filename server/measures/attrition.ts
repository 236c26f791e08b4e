import { z } from "zod";
import { refuseFreePeriod, refuseFreeQuestions } from "../access/questions.ts";
import { showFunnel, showIncidence } from "../access/release.ts";
import type { View } from "../access/view.ts";
import { chain, type Parameters, select } from "../database.ts";
import {
  type Dimension,
  dimensions,
  type Filters,
  type funnelSchema,
  type incidenceQuerySchema,
  type incidenceSchema,
} from "../schemas.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { type Period, periodOf } from "./months.ts";
import type { MeasureQueries } from "./queries.ts";
import { filterConditions } from "./rows.ts";

/** A curve ends after the last day on which this many crimes are at risk just before that day's events. */
const fewestAtRisk = 10;

const incidenceRowSchema = z.object({
  split: z.string(),
  day: z.number(),
  outcome_group: z.string(),
  still_open: z.number(),
  crimes_so_far: z.number(),
  open: z.number(),
  open_lower: z.number(),
  open_upper: z.number(),
  incidence: z.number(),
  lower: z.number(),
  upper: z.number(),
});

type IncidenceRow = z.infer<typeof incidenceRowSchema>;

type Incidence = z.infer<typeof incidenceSchema>;

/** The cumulative incidence of each outcome group, day by day, for the crimes recorded in the period, with 95 % bands and
 * the crimes that stand behind each share. The endings may be joined into the five that the attrition page draws; released ones
 * always are, so that no difference gives a rare one away. */
export async function readIncidence(
  snapshot: Snapshot,
  queries: MeasureQueries,
  filters: Filters,
  asked: Pick<z.infer<typeof incidenceQuerySchema>, "horizon" | "endings">,
  view: View,
): Promise<Incidence> {
  const [whole] = await readCurves(snapshot, queries, filters, asked, view);
  if (whole) return whole.incidence;
  const period = periodOf(filters, snapshot.manifest.snapshot);
  const nobody = incidenceOf(snapshot, { ...period, crimes: 0, undated: 0 }, []);
  return showIncidence(nobody, view, isGroupOf(filters));
}

/** The curves of the cohort, or of each group of a dimension in it that has a crime, from one statement. */
export async function readCurves(
  snapshot: Snapshot,
  queries: MeasureQueries,
  filters: Filters,
  { horizon, endings }: Pick<z.infer<typeof incidenceQuerySchema>, "horizon" | "endings">,
  view: View,
  split?: Dimension,
): Promise<{ split: string; incidence: Incidence }[]> {
  const cohort = cohortOf(snapshot, queries, filters, view, split);
  const parameters = { ...cohort.parameters, horizon, fewest_at_risk: fewestAtRisk };
  const steps: typeof cohort.steps =
    endings === "all" && view.exactness !== "released"
      ? cohort.steps
      : [
          ["filtered_crimes", cohort.filtered],
          ["every_ending", queries.cohort],
          ["cohort", queries.mainEndings],
        ];
  return snapshot.use(async (connection) => {
    const sizes = await select(
      connection,
      chain([...cohort.steps, ["sizes", cohortSizes]]),
      parameters,
      z.object({ split: z.string(), crimes: z.number(), undated: z.number() }),
    );
    const rows = await select(
      connection,
      chain([...steps, ["incidence", queries.incidence]]),
      parameters,
      incidenceRowSchema,
    );
    return sizes.map(({ split: group, ...counts }) => {
      const of = rows.filter((row) => row.split === group);
      const incidence = incidenceOf(snapshot, { ...cohort.period, ...counts }, of);
      return { split: group, incidence: showIncidence(incidence, view, cohort.isGroup) };
    });
  });
}

function incidenceOf(snapshot: Snapshot, cohort: Incidence["cohort"], rows: IncidenceRow[]): Incidence {
  const groups = [...new Set(rows.map((row) => row.outcome_group))];
  const curves = groups.map((group) => ({
    group,
    curve: rows.filter((row) => row.outcome_group === group),
  }));
  const open = curves[0]?.curve ?? [];
  const ofGroups = <Value>(value: (row: IncidenceRow) => Value) =>
    Object.fromEntries(curves.map(({ group, curve }) => [group, curve.map(value)]));
  return {
    snapshot: snapshot.manifest.snapshot.id,
    cohort,
    days: open.map(({ day }) => day),
    groups: ofGroups(({ incidence }) => incidence),
    open: open.map((row) => row.open),
    crimes: {
      ...ofGroups((row) => row.crimes_so_far),
      open: open.map((row) => row.still_open),
    },
    bands: {
      ...Object.fromEntries(curves.map(({ group, curve }) => [group, bandOf(curve)])),
      open: { lower: open.map((row) => row.open_lower), upper: open.map((row) => row.open_upper) },
    },
  };
}

function bandOf(curve: IncidenceRow[]): { lower: number[]; upper: number[] } {
  return { lower: curve.map(({ lower }) => lower), upper: curve.map(({ upper }) => upper) };
}

const funnelStages = [
  { stage: "recorded", title: "Recorded", needs: [] },
  { stage: "suspect-identified", title: "Suspect identified", needs: [] },
  { stage: "early-advice", title: "Early advice requested", needs: ["early_advice_date"] },
  { stage: "submitted", title: "Submitted to the CPS", needs: ["submission_date"] },
  { stage: "charged", title: "Charged", needs: [] },
];

/** How far the crimes recorded in the period went: at each stage those that reached it or a later one, and how the
 * crimes that went no further stand. A stage whose column the files lack is left out. */
export async function readFunnel(
  snapshot: Snapshot,
  queries: MeasureQueries,
  filters: Filters,
  view: View,
): Promise<z.infer<typeof funnelSchema>> {
  const cohort = cohortOf(snapshot, queries, filters, view);
  const rows = await snapshot.use((connection) =>
    select(
      connection,
      chain([...cohort.steps, ["funnel", queries.funnel]]),
      cohort.parameters,
      z.object({ stage: z.number(), outcome_group: z.string(), crimes: z.number() }),
    ),
  );
  const has = new Set(snapshot.manifest.columns);
  const shown = funnelStages
    .map((each, place) => ({ ...each, place }))
    .filter(({ needs }) => needs.every((column) => has.has(column)));
  const total = (from: number) =>
    rows.filter(({ stage }) => stage >= from).reduce((sum, { crimes }) => sum + crimes, 0);
  const funnel = {
    snapshot: snapshot.manifest.snapshot.id,
    cohort: { ...cohort.period, crimes: total(0) },
    stages: shown.map(({ stage, title, place }, index) => {
      const next = shown[index + 1]?.place ?? Number.POSITIVE_INFINITY;
      const left = rows.filter((row) => row.stage >= place && row.stage < next);
      return { stage, title, crimes: total(place), share: null, left: addUp(left) };
    }),
  };
  return showFunnel(funnel, view, cohort.isGroup);
}

const cohortSizes = `select
    split,
    count(*)::double as crimes,
    count(*) filter (where is_undated)::double as undated,
from cohort
group by split
order by crimes desc, split`;

function isGroupOf(filters: Filters): boolean {
  return dimensions.some((dimension) => filters[dimension]);
}

type Cohort = {
  period: Period;
  isGroup: boolean;
  filtered: string;
  steps: [string, string][];
  parameters: Parameters;
};

function cohortOf(
  snapshot: Snapshot,
  queries: MeasureQueries,
  filters: Filters,
  view: View,
  split?: Dimension,
): Cohort {
  const period = periodOf(filters, snapshot.manifest.snapshot);
  refuseFreeQuestions(view, filters, split);
  refuseFreePeriod(view, period, periodOf({}, snapshot.manifest.snapshot));
  const { conditions, parameters } = filterConditions(filters);
  const filtered = `select
    *,
    ${split ?? "'whole'"} as split,
from counted_crimes
where ${conditions} and recorded_on between $from_month::date and last_day($to_month::date)`;
  return {
    period,
    isGroup: split !== undefined || isGroupOf(filters),
    filtered,
    steps: [
      ["filtered_crimes", filtered],
      ["cohort", queries.cohort],
    ],
    parameters: {
      ...parameters,
      as_at: snapshot.manifest.snapshot.asAt,
      from_month: `${period.from}-01`,
      to_month: `${period.to}-01`,
    },
  };
}

function addUp(
  rows: { outcome_group: string; crimes: number }[],
): { outcome_group: string; crimes: number }[] {
  const groups = [...new Set(rows.map((row) => row.outcome_group))];
  return groups
    .map((group) => ({
      outcome_group: group,
      crimes: rows.filter((row) => row.outcome_group === group).reduce((sum, { crimes }) => sum + crimes, 0),
    }))
    .sort((a, b) => b.crimes - a.crimes || a.outcome_group.localeCompare(b.outcome_group));
}
