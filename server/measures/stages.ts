import { z } from "zod";
import type { funnelSchema } from "../contract/attrition.ts";
import { isGroup, type Period } from "../contract/filters.ts";
import { refuseFreeAge } from "../disclosure/questions.ts";
import { showFunnel } from "../disclosure/release.ts";
import { select, withSteps } from "../engine/database.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { bySplit, cohortOf } from "./cohort.ts";
import { type MeasureQueries, statements } from "./queries.ts";
import type { Question } from "./question.ts";

const sqlOf = statements("funnel");

type Funnel = z.infer<typeof funnelSchema>;

const funnelRowSchema = z.object({
  split: z.string(),
  recorded: z.number(),
  left_out: z.number(),
  suspect_identified: z.number(),
  submitted: z.number(),
  charged: z.number(),
  early_advice: z.number(),
  skipped: z.number(),
});

type FunnelRow = z.infer<typeof funnelRowSchema>;

/** How many of the crimes recorded in the period reached each milestone within `age` days of recording, each by its own date,
 * over those that are dated and that old. A milestone that the files do not hold is left out. */
export async function readFunnel(question: Question, queries: MeasureQueries, age: number): Promise<Funnel> {
  const [whole] = await readFunnels({ ...question, split: undefined }, queries, age);
  if (whole) return whole.funnel;
  const { snapshot, period, view, filters } = question;
  return showFunnel(funnelOf(snapshot, period, age, emptyCohort), view, isGroup(filters));
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
  const has = columnsOf(snapshot);
  const parameters = {
    ...cohort.parameters,
    age,
    has_suspects: has("suspect_identified_date") || has("suspect_identified"),
    has_suspect_dates: has("suspect_identified_date"),
    has_submissions: has("submission_date"),
  };
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
    const funnel = funnelOf(snapshot, period, age, row ?? emptyCohort);
    return { split: group, funnel: showFunnel(funnel, view, cohort.isGroup) };
  });
}

const emptyCohort: FunnelRow = {
  split: "",
  recorded: 0,
  left_out: 0,
  suspect_identified: 0,
  submitted: 0,
  charged: 0,
  early_advice: 0,
  skipped: 0,
};

type Has = (column: string) => boolean;

function columnsOf({ manifest }: Snapshot): Has {
  return (column) => manifest.columns.includes(column);
}

const dates = ["suspect_identified_date", "submission_date", "early_advice_date"];

type Stage = {
  id: string;
  title: (has: Has) => string;
  crimes: (row: FunnelRow) => number;
  isKnown: (has: Has) => boolean;
};

/** The steps of the path, each with the columns that it needs. */
const stages: Stage[] = [
  { id: "recorded", title: () => "Recorded", crimes: ({ recorded }) => recorded, isKnown: () => true },
  {
    id: "suspect-identified",
    title: (has) =>
      has("suspect_identified_date") ? "Suspect identified" : "Suspect identified, at any time",
    crimes: ({ suspect_identified }) => suspect_identified,
    isKnown: (has) => has("suspect_identified_date") || has("suspect_identified"),
  },
  {
    id: "submitted",
    title: () => "Submitted to the CPS",
    crimes: ({ submitted }) => submitted,
    isKnown: (has) => has("submission_date"),
  },
  { id: "charged", title: () => "Charged", crimes: ({ charged }) => charged, isKnown: () => true },
];

/** Every stage that a funnel may have, even if the files lack its column. */
export const stageIds = stages.map(({ id }) => id);

function funnelOf(snapshot: Snapshot, period: Period, age: number, row: FunnelRow): Funnel {
  const has = columnsOf(snapshot);
  return {
    snapshot: snapshot.manifest.snapshot.id,
    age,
    cohort: { ...period, crimes: row.recorded },
    left_out: row.left_out,
    stages: stages
      .filter(({ isKnown }) => isKnown(has))
      .map(({ id, title, crimes }) => ({ id, title: title(has), crimes: crimes(row), share: null })),
    early_advice: has("early_advice_date") ? row.early_advice : null,
    skipped: row.skipped,
    missing: dates.filter((column) => !has(column)),
  };
}
