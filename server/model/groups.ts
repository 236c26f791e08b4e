import { z } from "zod";
import { type Parameters, readQuery, textList } from "../engine/database.ts";

const outcomeGroupsSchema = z
  .strictObject({
    about: z.string(),
    unlisted_released_as: z.string(),
    groups: z.array(
      z.strictObject({
        id: z.string().min(1),
        title: z.string().min(1),
        released_as: z.string(),
        /** That crimes of a cohort ended so; by `early_days` too. */
        said: z
          .strictObject({ one: z.string(), many: z.string(), early_days: z.number().optional() })
          .optional(),
        /** Which codes it is. */
        note: z.string().optional(),
        /** Codes whose crimes are counted beside it too. */
        apart: z.array(z.strictObject({ code: z.string(), title: z.string() })).optional(),
        /** The families of KPIs whose pages open with it. */
        families: z.array(z.string()).optional(),
      }),
    ),
  })
  .superRefine(({ groups, unlisted_released_as }, context) => {
    const ids = groups.map(({ id }) => id);
    const twice = ids.find((id, place) => ids.indexOf(id) !== place);
    if (twice !== undefined) context.addIssue(`the group “${twice}” is listed twice`);
    for (const shown of [unlisted_released_as, ...groups.map(({ released_as }) => released_as)])
      if (groups.find(({ id }) => id === shown)?.released_as !== shown)
        context.addIssue(`“${shown}” stands for other groups, and is not itself a group that is shown`);
    if (ids.at(-1) !== open) context.addIssue(`the last group must be “${open}”`);
  });

/** The group of crimes that have not ended. All others are ways to end. */
export const open = "open";

/** How crimes can stand, as `queries/groups/outcome-groups.json` says it. */
export type OutcomeGroups = {
  /** Every group that is listed, in the order in which they are stacked. */
  ids: string[];
  /** The groups, except the open crimes, that released figures show, in that order. */
  releasedGroups: string[];
  /** The group under which released figures show a group. */
  releasedAs: (group: string) => string;
  /** The place of a group in the stack. A group that is not listed stands before the open crimes. */
  placeOf: (group: string) => number;
  /** What `main_outcome_groups.sql` binds. */
  parameters: Parameters;
};

/** Reads the groups of outcomes. Throws with the fault if they do not fit together. */
export function readOutcomeGroups(queriesFolder: string): OutcomeGroups {
  const { groups, unlisted_released_as } = outcomeGroupsSchema.parse(
    JSON.parse(readQuery(queriesFolder, "groups/outcome-groups.json")),
  );
  const ids = groups.map(({ id }) => id);
  const shownAs = new Map(groups.map(({ id, released_as }) => [id, released_as]));
  return {
    ids,
    releasedGroups: ids.filter((id) => id !== open && shownAs.get(id) === id),
    releasedAs: (group) => shownAs.get(group) ?? unlisted_released_as,
    placeOf: (group) => (shownAs.has(group) ? ids.indexOf(group) : ids.length - 1.5),
    parameters: {
      outcome_groups: textList(ids),
      released_as: textList(groups.map(({ released_as }) => released_as)),
      unlisted_released_as,
    },
  };
}
