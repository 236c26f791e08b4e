import { z } from "zod";
import { dimensions } from "../contract/filters.ts";
import type { OutcomeMix, outcomeMixQuerySchema } from "../contract/outcomes.ts";
import { refuseFreeQuestions } from "../disclosure/questions.ts";
import { secondaryHidden, showCount, showShare, showTable } from "../disclosure/release.ts";
import type { View } from "../disclosure/view.ts";
import { chain, select } from "../engine/database.ts";
import { open } from "../model/groups.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { monthParameters, periodOf } from "./months.ts";
import type { MeasureQueries } from "./queries.ts";
import { filteredCrimes } from "./rows.ts";

/** What is counted by month of closing lacks, at first, the crimes recorded before the export begins; what is counted by
 * month of recording is comparable once its crimes have had a year. */
const marks = {
  closed: { matures_after_days: null, ramp_up_months: 24 },
  recorded: { matures_after_days: 365, ramp_up_months: 0 },
};

const mixRowSchema = z.object({
  month: z.string(),
  mature: z.boolean().nullable(),
  ramp_up: z.boolean(),
  complete: z.boolean(),
  outcome_group: z.string().nullable(),
  outcome_code: z.string().nullable(),
  crimes: z.number(),
});

type MixRow = z.infer<typeof mixRowSchema>;

/** How the crimes of each month ended, by outcome group and code; the rare groups may be joined. Released figures have the rare groups joined and no
 * codes, so that no difference gives a rare one away. */
export async function readOutcomeMix(
  snapshot: Snapshot,
  queries: MeasureQueries,
  { basis, endings, ...filters }: z.infer<typeof outcomeMixQuerySchema>,
  view: View,
): Promise<OutcomeMix> {
  refuseFreeQuestions(view, filters);
  const { snapshot: described } = snapshot.manifest;
  const { outcomeGroups } = queries;
  const crimes = filteredCrimes(filters);
  const isReleased = view.exactness === "released";
  const steps: [string, string][] =
    isReleased || endings === "main"
      ? [
          ["every_ending", crimes.sql],
          ["filtered_crimes", queries.mainEndings],
        ]
      : [["filtered_crimes", crimes.sql]];
  const rows = await snapshot.use((connection) =>
    select(
      connection,
      chain([
        ...steps,
        ["months", queries.months],
        ["marked_months", queries.markedMonths],
        ["outcome_mix", queries.outcomeMix],
      ]),
      {
        ...crimes.parameters,
        ...outcomeGroups.parameters,
        ...monthParameters(marks[basis], described, periodOf(filters, described)),
        basis,
      },
      mixRowSchema,
    ),
  );
  const isGroup = dimensions.some((dimension) => filters[dimension]);
  const show = (count: number) => showCount(count, view, isGroup);
  const named = isReleased
    ? [...outcomeGroups.releasedEndings, ...(basis === "recorded" ? [open] : [])]
    : rows.flatMap(({ outcome_group }) => outcome_group ?? []);
  const groups = [...new Set(named)].sort((a, b) => outcomeGroups.placeOf(a) - outcomeGroups.placeOf(b));
  const months = [...new Set(rows.map(({ month }) => month))];
  return {
    snapshot: described.id,
    basis,
    matures_after_days: marks[basis].matures_after_days,
    groups,
    months: months.flatMap((month) => {
      const those = rows.filter((row) => row.month === month);
      const [first] = those;
      if (!first) return [];
      const { mature, ramp_up, complete } = first;
      const counts = groups.map((group) => total(those.filter((row) => row.outcome_group === group)));
      const [hidden = []] = secondaryHidden([counts], view, isGroup);
      const shown = groups.map((group, place) => ({
        group,
        ...(hidden[place]
          ? { numerator: null, value: null }
          : showShare(counts[place] ?? 0, total(those), view, isGroup)),
      }));
      return {
        month,
        crimes: show(total(those)),
        groups: Object.fromEntries(shown.map(({ group, numerator }) => [group, numerator])),
        shares: Object.fromEntries(shown.map(({ group, value }) => [group, value])),
        codes: isReleased ? {} : codesOf(those, view, isGroup),
        mature,
        ramp_up,
        complete,
      };
    }),
  };
}

function codesOf(rows: MixRow[], view: View, isGroup: boolean): Record<string, number | null> {
  const coded = rows.filter(({ outcome_code }) => outcome_code !== null);
  const [shown = []] = showTable([coded.map(({ crimes }) => crimes)], view, isGroup);
  return Object.fromEntries(coded.map(({ outcome_code }, place) => [outcome_code, shown[place] ?? null]));
}

function total(rows: MixRow[]): number {
  return rows.reduce((sum, { crimes }) => sum + crimes, 0);
}
