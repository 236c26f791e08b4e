import type { z } from "zod";
import type { incidenceSchema } from "../contract/attrition.ts";
import type { CountName } from "../model/count-names.ts";
import { type OutcomeGroups, open } from "../model/groups.ts";
import type { AnswerCounts, Asked, CountId, CountSum } from "./counts.ts";

type Incidence = Pick<z.infer<typeof incidenceSchema>, "days" | "crimes"> & {
  cohort: Pick<z.infer<typeof incidenceSchema>["cohort"], "crimes" | "undated">;
};

/** What released curves may count. */
export function incidenceNames({ releasedGroups }: OutcomeGroups): CountName[] {
  return [
    ["crimes"],
    ["undated"],
    ["dated"],
    ...[...releasedGroups, open].map((group) => ["group", group, 0]),
    ...releasedGroups.map((group) => ["since", group, 0]),
  ].map((what) => ({ answer: "incidence", of: null, what }));
}

/** What the curves of a cohort show: its crimes, those without a usable date and, at each day, how many had ended in each
 * outcome group and how many were open. A group grows from day to day by the crimes since the day before. */
export function incidenceCounts(
  { cohort, days, crimes }: Incidence,
  { part, when, extent }: Asked,
  groups: OutcomeGroups,
): AnswerCounts {
  const id = (...what: (string | number)[]): CountId => ({ answer: "incidence", of: null, what, part, when });
  const [whole, undated, dated] = [id("crimes"), id("undated"), id("dated")];
  const curves = Object.entries(crimes).map(([group, curve]) => ({ group, curve }));
  const byDay = curves.flatMap(({ group, curve }) =>
    days.map((day, place) => ({ id: id("group", group, day), count: curve[place] ?? null, extent })),
  );
  const growths = curves
    .filter(({ group }) => group !== open)
    .flatMap(({ group, curve }) =>
      days.flatMap((day, place) => {
        const before = days[place - 1];
        if (before === undefined) return [];
        const count = (curve[place] ?? 0) - (curve[place - 1] ?? 0);
        const since = { id: id("since", group, day), count, extent: null };
        const sum: CountSum = {
          whole: id("group", group, day),
          parts: [id("group", group, before), since.id],
        };
        return [{ since, sum }];
      }),
    );
  const onEachDay = days.map((day) => ({
    whole,
    parts: [undated, ...curves.map(({ group }) => id("group", group, day))],
  }));
  return {
    counts: [
      { id: whole, count: cohort.crimes, extent },
      { id: undated, count: cohort.undated, extent },
      { id: dated, count: (cohort.crimes ?? 0) - (cohort.undated ?? 0), extent: null },
      ...byDay,
      ...growths.map(({ since }) => since),
    ],
    sums: [{ whole, parts: [undated, dated] }, ...onEachDay, ...growths.map(({ sum }) => sum)],
    names: incidenceNames(groups),
  };
}
