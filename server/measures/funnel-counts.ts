import type { z } from "zod";
import type { funnelSchema } from "../contract/attrition.ts";
import type { CountName } from "../model/count-names.ts";
import { type OutcomeGroups, open } from "../model/groups.ts";
import type { AnswerCounts, Asked, CountId, CountSum } from "./counts.ts";

type Stages = Pick<z.infer<typeof funnelSchema>, "stages">["stages"];

/** What a funnel may count: its stages, and of each how those stand that went no further. */
export function funnelNames(stages: string[], groups: string[]): CountName[] {
  return stages.flatMap((stage) =>
    [["stage", stage], ...groups.map((group) => ["left", stage, group])].map(
      (what): CountName => ({ answer: "funnel", of: null, what }),
    ),
  );
}

/** What the stages of a cohort show: those who reached a stage reached the next or left, and those of a month who left with
 * an outcome are the month's crimes of that outcome. */
export function funnelCounts(
  stages: Stages,
  { part, when, extent }: Asked,
  groups: OutcomeGroups,
): AnswerCounts {
  const id = (...what: string[]): CountId => ({ answer: "funnel", of: null, what, part, when });
  const exits = stages.flatMap(({ stage, left }) =>
    left.map(({ outcome_group: group, crimes }) => ({
      stage,
      group,
      count: { id: id("left", stage, group), count: crimes, extent },
    })),
  );
  const reached = stages.map(({ stage, crimes }) => ({ id: id("stage", stage), count: crimes, extent }));
  const onwards = stages.map(({ stage }, place): CountSum => {
    const next = reached[place + 1];
    const gone = exits.filter((exit) => exit.stage === stage).map(({ count }) => count.id);
    return { whole: id("stage", stage), parts: next ? [next.id, ...gone] : gone };
  });
  const mixed = [...groups.releasedEndings, open].map((group): CountSum => {
    const gone = exits.filter((exit) => groups.releasedAs(exit.group) === group);
    return {
      whole: { answer: "outcome-mix", of: "recorded", what: ["group", group], part, when },
      parts: gone.map(({ count }) => count.id),
    };
  });
  const named = new Set([...groups.ids, ...exits.map(({ group }) => group)]);
  return {
    counts: [...reached, ...exits.map(({ count }) => count)],
    sums: [...onwards, ...mixed],
    names: funnelNames(
      stages.map(({ stage }) => stage),
      [...named],
    ),
  };
}
