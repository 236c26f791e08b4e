import { z } from "zod";
import type { incidenceQuerySchema, incidenceSchema } from "../contract/attrition.ts";
import { isGroup } from "../contract/filters.ts";
import { landmarks, showIncidence } from "../disclosure/release.ts";
import { select, withSteps } from "../engine/database.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { bySplit, cohortOf } from "./cohort.ts";
import { type MeasureQueries, statements } from "./queries.ts";
import type { Question } from "./question.ts";

/** A curve ends after the last day on which this many crimes are at risk just before that day's events. */
const fewestAtRisk = 10;

const sqlOf = statements("cohort", "main_outcome_groups", "incidence");

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

/** To which age in days the curves go, and whether the rare outcome groups are joined. */
type Asked = Pick<z.infer<typeof incidenceQuerySchema>, "horizon" | "endings">;

/** The cumulative incidence of each outcome group, day by day, for the crimes recorded in the period, with 95 % bands and the
 * crimes that stand behind each share. The outcome groups may be joined into the five that the attrition page draws; released
 * ones always are, so that no difference gives a rare one away. */
export async function readIncidence(
  question: Question,
  queries: MeasureQueries,
  asked: Asked,
): Promise<Incidence> {
  const whole = { ...question, split: undefined };
  const [curves] = await readCurves(whole, queries, asked);
  if (curves) return curves.incidence;
  return emptyCurves(question, queries, isGroup(question.filters));
}

/** The curves of a cohort without a crime. */
export function emptyCurves(
  { snapshot, period, view }: Question,
  queries: MeasureQueries,
  isGroup: boolean,
): Incidence {
  const emptyCohort = incidenceOf(snapshot, { ...period, crimes: 0, undated: 0 }, []);
  return showIncidence(emptyCohort, queries.outcomeGroups.releasedGroups, view, isGroup);
}

/** The curves of the cohort, or of each group of the question's dimension in it that has a crime, of each month apart or of all
 * together, from one statement. */
export async function readCurves(
  question: Question,
  queries: MeasureQueries,
  { horizon, endings }: Asked,
  isMonthly = false,
): Promise<{ split: string; incidence: Incidence }[]> {
  const { snapshot, view } = question;
  const sql = sqlOf(queries);
  const cohort = cohortOf(question, queries, isMonthly);
  const { parameters: groups, releasedGroups } = queries.outcomeGroups;
  const parameters = { ...cohort.parameters, ...groups, horizon, fewest_at_risk: fewestAtRisk };
  const isReleased = view.exactness === "released";
  const steps: typeof cohort.steps =
    endings === "all" && !isReleased
      ? cohort.steps
      : [
          ["filtered_crimes", cohort.filtered],
          ["every_outcome_group", sql.cohort],
          ["cohort", sql.main_outcome_groups],
        ];
  return snapshot.use(async (connection) => {
    const sizes = await select(
      connection,
      withSteps([...cohort.steps, ["sizes", cohortSizes]]),
      parameters,
      z.object({ split: z.string(), crimes: z.number(), undated: z.number() }),
    );
    const rows = await select(
      connection,
      withSteps([...steps, ["incidence", sql.incidence], ...(isReleased ? [atLandmarks] : [])]),
      parameters,
      incidenceRowSchema,
    );
    const rowsOf = bySplit(rows);
    return sizes.map(({ split: name, ...counts }) => {
      const { group, period } = cohort.nameOf(name);
      const incidence = incidenceOf(snapshot, { ...period, ...counts }, rowsOf.get(name) ?? []);
      return { split: group, incidence: showIncidence(incidence, releasedGroups, view, cohort.isGroup) };
    });
  });
}

/** The step that keeps only the days at which a released curve is read. */
const atLandmarks: [string, string] = [
  "at_landmarks",
  `select * from incidence where day in (${landmarks.join(", ")}) order by split, outcome_group, day`,
];

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

const cohortSizes = `select
    split,
    count(*)::double as crimes,
    count(*) filter (where is_undated)::double as undated,
from cohort
group by split
order by crimes desc, split`;
