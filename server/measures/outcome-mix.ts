import { z } from "zod";
import { isGroup } from "../contract/filters.ts";
import type { OutcomeMix, outcomeMixQuerySchema } from "../contract/outcomes.ts";
import { refuseFreeQuestions } from "../disclosure/questions.ts";
import { secondaryHidden, showCount, showShare, showTable } from "../disclosure/release.ts";
import type { View } from "../disclosure/view.ts";
import { select, withSteps } from "../engine/database.ts";
import { open } from "../model/groups.ts";
import { followedUnit } from "../model/unit.ts";
import { monthParameters } from "./months.ts";
import { type MeasureQueries, statements } from "./queries.ts";
import type { Question } from "./question.ts";
import { filteredUnits } from "./rows.ts";

/** What is counted by month of closing lacks, at first, the crimes recorded before the export begins; what is counted by
 * month of recording is comparable once its crimes have had a year. */
const maturity = {
  closed: { matures_after_days: null, ramp_up_months: 24 },
  recorded: { matures_after_days: 365, ramp_up_months: 0 },
};

const sqlOf = statements("main_outcome_groups", "months", "marked_months", "outcome_mix");

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

type Asked = Pick<z.infer<typeof outcomeMixQuerySchema>, "basis" | "endings">;

/** How the crimes of each month ended, by outcome group and code; the rare groups may be joined. Released figures have the rare
 * groups joined and no codes, so that no difference gives a rare one away. */
export async function readOutcomeMix(
  question: Question,
  queries: MeasureQueries,
  asked: Asked,
): Promise<OutcomeMix> {
  const { snapshot, filters, view } = question;
  refuseFreeQuestions(view, filters);
  const { basis } = asked;
  const { outcomeGroups } = queries;
  const rows = await readRows(question, queries, asked);
  const named =
    view.exactness === "released"
      ? [...outcomeGroups.releasedGroups, ...(basis === "recorded" ? [open] : [])]
      : rows.flatMap(({ outcome_group }) => outcome_group ?? []);
  const groups = [...new Set(named)].sort((a, b) => outcomeGroups.placeOf(a) - outcomeGroups.placeOf(b));
  const months = [...new Set(rows.map(({ month }) => month))];
  return {
    snapshot: snapshot.manifest.snapshot.id,
    basis,
    matures_after_days: maturity[basis].matures_after_days,
    groups,
    months: months.flatMap((month) => {
      const those = rows.filter((row) => row.month === month);
      return monthOf(those, groups, view, isGroup(filters));
    }),
  };
}

async function readRows(
  { snapshot, filters, period, view }: Question,
  queries: MeasureQueries,
  { basis, endings }: Asked,
): Promise<MixRow[]> {
  const sql = sqlOf(queries);
  const crimes = filteredUnits(followedUnit(snapshot.manifest.units), filters);
  const steps: [string, string][] =
    view.exactness === "released" || endings === "main"
      ? [
          ["every_outcome_group", crimes.sql],
          ["filtered_crimes", sql.main_outcome_groups],
        ]
      : [["filtered_crimes", crimes.sql]];
  const statement = withSteps([
    ...steps,
    ["months", sql.months],
    ["marked_months", sql.marked_months],
    ["outcome_mix", sql.outcome_mix],
  ]);
  const parameters = {
    ...crimes.parameters,
    ...queries.outcomeGroups.parameters,
    ...monthParameters(maturity[basis], snapshot.manifest.snapshot, period),
    basis,
  };
  return snapshot.use((connection) => select(connection, statement, parameters, mixRowSchema));
}

/** The rows of one month as they may be shown; nothing if there are none. */
function monthOf(
  rows: MixRow[],
  groups: string[],
  view: View,
  isGroup: boolean,
): OutcomeMix["months"][number][] {
  const [first] = rows;
  if (!first) return [];
  const { month, mature, ramp_up, complete } = first;
  const counts = groups.map((group) => total(rows.filter((row) => row.outcome_group === group)));
  const [hidden = []] = secondaryHidden([counts], view, isGroup);
  const shown = groups.map((group, place) => ({
    group,
    ...(hidden[place]
      ? { numerator: null, value: null }
      : showShare(counts[place] ?? 0, total(rows), view, isGroup)),
  }));
  return [
    {
      month,
      crimes: showCount(total(rows), view, isGroup),
      groups: Object.fromEntries(shown.map(({ group, numerator }) => [group, numerator])),
      shares: Object.fromEntries(shown.map(({ group, value }) => [group, value])),
      codes: view.exactness === "released" ? {} : codesOf(rows, view, isGroup),
      mature,
      ramp_up,
      complete,
    },
  ];
}

function codesOf(rows: MixRow[], view: View, isGroup: boolean): Record<string, number | null> {
  const coded = rows.filter(({ outcome_code }) => outcome_code !== null);
  const [shown = []] = showTable([coded.map(({ crimes }) => crimes)], view, isGroup);
  return Object.fromEntries(coded.map(({ outcome_code }, place) => [outcome_code, shown[place] ?? null]));
}

function total(rows: MixRow[]): number {
  return rows.reduce((sum, { crimes }) => sum + crimes, 0);
}
