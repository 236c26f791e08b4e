import type { Extent } from "../../../server/access/rounding.ts";
import { readFunnel, readIncidence } from "../../../server/measures/attrition.ts";
import { readBreakdown } from "../../../server/measures/breakdown.ts";
import { readDistribution } from "../../../server/measures/distribution.ts";
import { monthBefore, monthsIn } from "../../../server/measures/months.ts";
import { readOpenInvestigations } from "../../../server/measures/open-investigations.ts";
import { readOutcomeMix } from "../../../server/measures/outcome-mix.ts";
import { type Dimension, dimensions, type Filters, scopes } from "../../../server/schemas.ts";
import type { Snapshot } from "../../../server/store/snapshots.ts";
import { measureQueries as queries } from "../../support/snapshot.ts";
import type { Released } from "./tables.ts";

/** A count of an answer, by what it is of: null where it is hidden. */
type Answer = { count: number | null; extent: Extent; isGroup: boolean };

export type Answers = Map<string, Answer>;

/** Of what an answer is: a whole, one of the other scopes, or one group of a dimension. */
export type Part = { by: Dimension | "scope" | null; group: string; filters: Filters };

/** Every part of which a viewer may ask, of these dimensions. */
export function partsOf(snapshot: Snapshot, asked: Dimension[]): Part[] {
  const { dimensions: known } = snapshot.manifest.snapshot;
  return [
    { by: null, group: "", filters: {} },
    ...scopes
      .filter((scope) => scope !== "rasso")
      .map((scope): Part => ({ by: "scope", group: scope, filters: { scope } })),
    ...dimensions
      .filter((dimension) => asked.includes(dimension))
      .flatMap((by) => (known[by] ?? []).map((group): Part => ({ by, group, filters: { [by]: [group] } }))),
  ];
}

const isGroup = ({ by }: Part) => by !== null && by !== "scope";

export const partKey = ({ by, group }: Pick<Part, "by" | "group">) => `${by ?? "all"} ${group}`;

/** Every count that a viewer gets from what is no series: breakdowns, the outcome mix, open investigations by age,
 * distributions, incidence and funnels. Single months are followed of
 * the whole and of at most one dimension, for time. */
export async function readAnswers(
  snapshot: Snapshot,
  asked: Dimension[],
  followed: Dimension | undefined,
  view: Released,
): Promise<Answers> {
  const answers: Answers = new Map();
  const { firstMonth, asAt } = snapshot.manifest.snapshot;
  const whole = { from: firstMonth, to: asAt.slice(0, 7) };
  const months = Array.from({ length: monthsIn(whole) }, (_, back) => monthBefore(whole.to, back)).reverse();
  const put = (name: string, count: number | null, isGroup = false, extent: Extent = "total") =>
    answers.set(name, { count, extent, isGroup });
  for (const { definition, reason } of snapshot.manifest.kpis) {
    if (reason) continue;
    for (const by of asked) await putBreakdown(definition, by);
    if (definition.kind !== "duration") continue;
    for (const month of [null, ...months]) await putDistribution(definition, month);
  }
  await putOpen();
  for (const part of partsOf(snapshot, asked)) {
    await putMix(part);
    const isFollowed = part.by === null || part.by === followed;
    for (const month of isFollowed ? [null, ...months] : [null]) await putCohort(part, month);
  }
  return answers;

  async function putBreakdown(definition: Parameters<typeof readBreakdown>[2], by: Dimension) {
    const { whole, groups, period } = await readBreakdown(snapshot, queries, definition, { by }, view);
    if (!period || !whole || definition.kind === "stock") return;
    const { from, to } = period;
    for (const row of [{ ...whole, split: null }, ...groups]) {
      const part = row.split === null ? { by: null, group: "" } : { by, group: row.split };
      for (const what of ["numerator", "denominator", "undated"] as const)
        put(
          ["breakdown", definition.id, what, partKey(part), from, to].join("|"),
          row[what],
          part.by !== null,
        );
    }
  }

  async function putDistribution(definition: Parameters<typeof readDistribution>[2], month: string | null) {
    const filters = month ? { from: month, to: month } : {};
    const given = { ...filters, bin_days: 30 };
    const { bins, crimes, period } = await readDistribution(snapshot, queries, definition, given, view);
    if (!period) return;
    const of = month ?? `${period.from}|${period.to}`;
    put(`days|${definition.id}|crimes|${of}`, crimes);
    for (const { from_days, crimes } of bins) put(`days|${definition.id}|${from_days}|${of}`, crimes);
  }

  async function putOpen() {
    const { months } = await readOpenInvestigations(snapshot, queries, { by: "team" }, view);
    for (const { month, crimes, bands } of months) {
      put(`open|crimes|${month}`, crimes);
      for (const [band, count] of Object.entries(bands)) put(`open|${band}|${month}`, count);
    }
  }

  async function putMix(part: Part) {
    for (const basis of ["closed", "recorded"] as const) {
      const { months } = await readOutcomeMix(
        snapshot,
        queries,
        { basis, endings: "all" as const, ...part.filters },
        view,
      );
      for (const { month, crimes, groups } of months) {
        put(`mix ${basis}|crimes|${partKey(part)}|${month}`, crimes, isGroup(part));
        for (const [group, count] of Object.entries(groups))
          put(`mix ${basis}|${group}|${partKey(part)}|${month}`, count, isGroup(part));
      }
    }
  }

  async function putCohort(part: Part, month: string | null) {
    const filters = { ...part.filters, ...(month && { from: month, to: month }) };
    const extent = month ? "month" : "total";
    const of = `${partKey(part)}|${month ?? "whole"}`;
    const curves = await readIncidence(snapshot, queries, filters, { horizon: 730, endings: "main" }, view);
    put(`followed|crimes|${of}`, curves.cohort.crimes, isGroup(part), extent);
    put(`followed|undated|${of}`, curves.cohort.undated, isGroup(part), extent);
    for (const [group, counts] of Object.entries(curves.crimes))
      for (const [place, day] of curves.days.entries())
        put(`followed|${group} ${day}|${of}`, counts[place] ?? null, isGroup(part), extent);
    const { stages } = await readFunnel(snapshot, queries, filters, view);
    for (const { stage, crimes, left } of stages) {
      put(`funnel|${stage}|${of}`, crimes, isGroup(part), extent);
      for (const { outcome_group, crimes } of left)
        put(`funnel|${stage} ${outcome_group}|${of}`, crimes, isGroup(part), extent);
    }
  }
}
