import { z } from "zod";
import stagesFile from "../../queries/groups/stages.json";
import type { funnelSchema } from "../contract/attrition.ts";
import { isGroup, type Period } from "../contract/filters.ts";
import { refuseFreeAge } from "../disclosure/questions.ts";
import { showFunnel } from "../disclosure/release.ts";
import { select, textList, withSteps } from "../engine/database.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { bySplit, cohortOf } from "./cohort.ts";
import { type MeasureQueries, statements } from "./queries.ts";
import type { Question } from "./question.ts";

const sqlOf = statements("funnel");

type Funnel = z.infer<typeof funnelSchema>;

const { stages, beside } = stagesFile;

/** Every stage that a funnel may have, even if the files lack its column. */
export const stageIds = stages.map(({ id }) => id);

/** What stands beside the path. */
export const milestoneBeside = beside.id;

/** The counts of a group by the columns of funnel.sql. */
const funnelRowSchema = z.object({ split: z.string() }).catchall(z.number());

type FunnelRow = z.infer<typeof funnelRowSchema>;

/** How many of the crimes recorded in the period reached each milestone within `age` days of recording, each by its own date,
 * over those that are dated and that old. A milestone that the files do not hold is left out. */
export async function readFunnel(question: Question, queries: MeasureQueries, age: number): Promise<Funnel> {
  const [whole] = await readFunnels({ ...question, split: undefined }, queries, age);
  if (whole) return whole.funnel;
  const { snapshot, period, view, filters } = question;
  return showFunnel(funnelOf(snapshot, period, age, undefined), view, isGroup(filters));
}

/** The funnel of the cohort, or of each group of the question's dimension in it that has a crime, of each month apart or of all
 * together, from one statement. */
export async function readFunnels(
  question: Question,
  queries: MeasureQueries,
  age: number,
  isMonthly = false,
): Promise<{ split: string; funnel: Funnel }[]> {
  const { snapshot, view } = question;
  refuseFreeAge(view, age);
  const cohort = cohortOf(question, queries, isMonthly);
  const parameters = { ...cohort.parameters, age, columns: textList(snapshot.manifest.columns) };
  const rows = await snapshot.use((connection) =>
    select(
      connection,
      withSteps([
        ["filtered_crimes", cohort.filtered],
        ["funnel", sqlOf(queries).funnel],
      ]),
      parameters,
      funnelRowSchema,
    ),
  );
  return [...bySplit(rows)].flatMap(([name, [row]]) => {
    const { group, period } = cohort.nameOf(name);
    const funnel = funnelOf(snapshot, period, age, row);
    return { split: group, funnel: showFunnel(funnel, view, cohort.isGroup) };
  });
}

/** A funnel of the counts of a group; all are 0 where it has no crime. */
function funnelOf({ manifest }: Snapshot, period: Period, age: number, row: FunnelRow | undefined): Funnel {
  const has = (column: string) => manifest.columns.includes(column);
  const isKnown = (needs: string[]) => needs.length === 0 || needs.some(has);
  const [first] = stages;
  const dates = [...stages, beside].flatMap(({ needs: [date] }) => date ?? []);
  return {
    snapshot: manifest.snapshot.id,
    age,
    cohort: { ...period, crimes: first ? countOf(row, first.counted) : 0 },
    left_out: countOf(row, "left_out"),
    stages: stages
      .filter(({ needs }) => isKnown(needs))
      .map(({ id, title, title_undated, counted, needs: [date] }) => ({
        id,
        title: date === undefined || has(date) ? title : (title_undated ?? title),
        crimes: countOf(row, counted),
        share: null,
      })),
    early_advice: isKnown(beside.needs) ? countOf(row, beside.counted) : null,
    skipped: countOf(row, "skipped"),
    missing: dates.filter((column) => !has(column)),
  };
}

/** A count of funnel.sql. Throws if it has no such column. */
function countOf(row: FunnelRow | undefined, column: string): number {
  if (row === undefined) return 0;
  const count = row[column];
  if (typeof count !== "number") throw new Error(`measures/funnel.sql counts no ${column}`);
  return count;
}
