import type { z } from "zod";
import { type funnelSchema, usualAge } from "../contract/attrition.ts";
import type { CountName } from "../model/count-names.ts";
import type { AnswerCounts, Asked, CountId } from "./counts.ts";
import { milestoneBeside, stageIds } from "./stages.ts";

type Funnel = Pick<z.infer<typeof funnelSchema>, "age" | "stages" | "left_out" | "early_advice" | "skipped">;

/** What a funnel may count: those left out of it, those who reached a stage, who had early advice or skipped a stage, and of each
 * those of the cohort who did not. */
export function funnelNames(): CountName[] {
  const reached = [...stageIds.map((stage) => ["stage", stage]), [milestoneBeside], ["skipped"]];
  return [["left-out"], ...reached, ...reached.map((what) => ["not", ...what])].map(
    (what): CountName => ({ answer: "funnel", of: null, what: [...what, usualAge] }),
  );
}

/** What a funnel shows of a cohort: all of it in the first stage, and for every later stage the crimes that reached it and the
 * rest. The cohort and the crimes left out are together the crimes that the curves follow. */
export function funnelCounts(
  { age, stages: [first, ...later], left_out, early_advice, skipped }: Funnel,
  { part, when, extent }: Asked,
): AnswerCounts {
  const names = funnelNames();
  if (!first) return { counts: [], sums: [], names };
  const id = (...what: string[]): CountId => ({
    answer: "funnel",
    of: null,
    what: [...what, age],
    part,
    when,
  });
  const reached = [
    ...later.map(({ id: stage, crimes }) => ({ what: ["stage", stage], count: crimes })),
    ...(early_advice === null ? [] : [{ what: [milestoneBeside], count: early_advice }]),
    { what: ["skipped"], count: skipped },
  ];
  const [whole, leftOut] = [id("stage", first.id), id("left-out")];
  return {
    counts: [
      { id: whole, count: first.crimes, extent },
      { id: leftOut, count: left_out, extent },
      ...reached.map(({ what, count }) => ({ id: id(...what), count, extent })),
      ...reached.map(({ what, count }) => ({
        id: id("not", ...what),
        count: (first.crimes ?? 0) - (count ?? 0),
        extent: null,
      })),
    ],
    sums: [
      { whole: { answer: "incidence", of: null, what: ["crimes"], part, when }, parts: [whole, leftOut] },
      ...reached.map(({ what }) => ({ whole, parts: [id(...what), id("not", ...what)] })),
    ],
    names,
  };
}
