import type { z } from "zod";
import { type funnelSchema, usualAge } from "../contract/attrition.ts";
import type { Dimension, Filters } from "../contract/filters.ts";
import { showCount } from "../disclosure/release.ts";
import { readCurves } from "../measures/attrition.ts";
import { type AnswerCounts, type Asked, isOfGroup, wholePart } from "../measures/counts.ts";
import { funnelCounts } from "../measures/funnel-counts.ts";
import { incidenceCounts } from "../measures/incidence-counts.ts";
import { questionOf } from "../measures/question.ts";
import { readFunnels } from "../measures/stages.ts";
import { monthsBetween } from "../wording/months.ts";
import { type Asking, dimensionsAsked, groupsAsked, type Released, scopesAsked } from "./asking.ts";

type Funnel = z.infer<typeof funnelSchema>;

/** One question of cohorts: of the whole, of a scope or of every group of a dimension, over the whole period or month by month;
 * and the cohorts that viewers ask of, each by the name that the answer gives it. */
type CohortQuestion = {
  filters: Filters;
  split?: Dimension;
  isMonthly: boolean;
  cohorts: Map<string, Asked>;
};

/** The answer of one cohort. A cohort without a crime has none, and `like` is the answer of another cohort. */
type Answered<Answer> = { asked: Asked; answer: Answer | null; like: Answer | undefined };

/** The curves of every cohort that viewers may follow. */
export async function readEveryIncidence(asking: Asking, view: Released): Promise<AnswerCounts[]> {
  const { snapshot, queries } = asking;
  const followed = { horizon: 730, endings: "main" } as const;
  const cohorts = await eachCohort(asking, async ({ filters, split, isMonthly }) => {
    const question = questionOf({ snapshot, filters, split, view });
    const read = await readCurves(question, queries, followed, isMonthly);
    return read.map(({ split, incidence }) => ({ split, from: incidence.cohort.from, answer: incidence }));
  });
  return cohorts.map(({ asked, answer }) => {
    const none = noCrimes(asked, view);
    const emptyCohort = { cohort: { crimes: none, undated: none }, days: [], crimes: {} };
    return incidenceCounts(answer ?? emptyCohort, asked, queries.outcomeGroups);
  });
}

/** The funnels of every cohort that viewers may follow. */
export async function readEveryFunnel(asking: Asking, view: Released): Promise<AnswerCounts[]> {
  const { snapshot, queries } = asking;
  const cohorts = await eachCohort(asking, async ({ filters, split, isMonthly }) => {
    const question = questionOf({ snapshot, filters, split, view });
    const read = await readFunnels(question, queries, usualAge, isMonthly);
    return read.map(({ split, funnel }) => ({ split, from: funnel.cohort.from, answer: funnel }));
  });
  return cohorts.flatMap(({ asked, answer, like }) => {
    const funnel = answer ?? (like && withoutCrimes(like, noCrimes(asked, view)));
    return funnel ? [funnelCounts(funnel, asked)] : [];
  });
}

/** A funnel of the same stages, none of which a crime has reached. */
function withoutCrimes(like: Funnel, none: number | null): Funnel {
  return {
    ...like,
    left_out: none,
    stages: like.stages.map((stage) => ({ ...stage, crimes: none, share: null })),
    early_advice: like.early_advice === null ? null : none,
    skipped: none,
  };
}

async function eachCohort<Answer>(
  asking: Asking,
  read: (question: CohortQuestion) => Promise<{ split: string; from: string; answer: Answer }[]>,
): Promise<Answered<Answer>[]> {
  const answered: Answered<Answer>[] = [];
  for (const question of questionsOf(asking)) {
    const found = await read(question);
    const answers = new Map(
      found.map(({ split, from, answer }) => [nameOf(split, question.isMonthly ? from : null), answer]),
    );
    for (const [name, asked] of question.cohorts)
      answered.push({ asked, answer: answers.get(name) ?? null, like: found[0]?.answer });
  }
  return answered;
}

/** Only questions about the whole are also answered month by month. */
function questionsOf(asking: Asking): CohortQuestion[] {
  const { firstMonth, asAt } = asking.snapshot.manifest.snapshot;
  const months = monthsBetween(firstMonth, asAt.slice(0, 7));
  const inAll = { when: "whole", extent: "total" } as const;
  const monthly = months.map((month): [string, Asked] => [
    nameOf(wholeCohort, month),
    { part: wholePart, when: { month }, extent: "month" },
  ]);
  return [
    ...scopesAsked(asking.snapshot.manifest).map(({ filters, part }) => ({
      filters,
      isMonthly: false,
      cohorts: new Map([[nameOf(wholeCohort, null), { part, ...inAll }]]),
    })),
    { filters: {}, isMonthly: true, cohorts: new Map(monthly) },
    ...dimensionsAsked(asking).map((split) => ({
      filters: {},
      split,
      isMonthly: false,
      cohorts: new Map(
        groupsAsked(asking, split).map(({ part }) => [nameOf(part.group ?? "", null), { part, ...inAll }]),
      ),
    })),
  ];
}

/** What the statements call a cohort that is not split. */
const wholeCohort = "whole";

function nameOf(split: string, month: string | null): string {
  return JSON.stringify([split, month]);
}

function noCrimes({ part, extent }: Asked, view: Released): number | null {
  return showCount(0, view, isOfGroup(part), extent);
}
