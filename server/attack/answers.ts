import type { z } from "zod";
import { type funnelSchema, usualAge } from "../contract/attrition.ts";
import { type Dimension, dimensions, type Filters, scopes } from "../contract/filters.ts";
import { showCount } from "../disclosure/release.ts";
import type { Extent } from "../disclosure/rounding.ts";
import { readCurves } from "../measures/attrition.ts";
import { readBreakdown } from "../measures/breakdown.ts";
import { readDistribution } from "../measures/distribution.ts";
import { readOpenInvestigations } from "../measures/open-investigations.ts";
import { readOutcomeMix } from "../measures/outcome-mix.ts";
import type { MeasureQueries } from "../measures/queries.ts";
import { readFunnels } from "../measures/stages.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { monthsBetween } from "../wording/months.ts";
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
 * distributions, incidence and funnels, whose single months viewers are answered of the whole only. */
export async function readAnswers(
  snapshot: Snapshot,
  queries: MeasureQueries,
  asked: Dimension[],
  view: Released,
): Promise<Answers> {
  const answers: Answers = new Map();
  const { firstMonth, asAt } = snapshot.manifest.snapshot;
  const whole = { from: firstMonth, to: asAt.slice(0, 7) };
  const months = monthsBetween(whole.from, whole.to);
  const put = (name: string, count: number | null, isGroup = false, extent: Extent = "total") =>
    answers.set(name, { count, extent, isGroup });
  for (const { definition, reason } of snapshot.manifest.kpis) {
    if (reason) continue;
    for (const by of asked) await putBreakdown(definition, by);
    if (definition.kind !== "duration") continue;
    await putDistribution(definition);
  }
  await putOpen();
  putQuality();
  const parts = partsOf(snapshot, asked);
  for (const part of parts) await putMix(part);
  for (const by of [null, ...asked]) await putCohorts(parts.filter((part) => part.by === by));
  for (const part of parts.filter(({ by }) => by === "scope")) await putCohorts([part]);
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

  async function putDistribution(definition: Parameters<typeof readDistribution>[2]) {
    const { bins, crimes, period } = await readDistribution(
      snapshot,
      queries,
      definition,
      { bin_days: 30 },
      view,
    );
    if (!period) return;
    const of = `${period.from}|${period.to}`;
    put(`days|${definition.id}|crimes|${of}`, crimes);
    for (const { from_days, crimes } of bins) put(`days|${definition.id}|${from_days}|${of}`, crimes);
  }

  /** What only packs show: the rows of the files, and how many rows the checks found. */
  function putQuality() {
    const show = (count: number) => showCount(count, view, false, "total");
    for (const { role, name, read, ...rows } of snapshot.manifest.snapshot.files) {
      put(`files|read|${role}|${name}`, show(read));
      for (const what of ["accepted", "repeated", "rejected"] as const)
        put(`files|${what}|${role}|${name}`, show(rows[what]));
    }
    for (const { check, count } of snapshot.manifest.checks) put(`checks|${check}`, show(count));
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

  /** The curves and funnels of the whole, of a scope, or of every group of a dimension, over the whole period and by month. */
  async function putCohorts(parts: Part[]) {
    const [{ by = null, filters = {} } = {}] = parts;
    const split = by === null || by === "scope" ? undefined : by;
    const within = split ? {} : filters;
    for (const isMonthly of by === null ? [false, true] : [false]) {
      const curves = new Map(
        (
          await readCurves(
            snapshot,
            queries,
            within,
            { horizon: 730, endings: "main" },
            view,
            split,
            isMonthly,
          )
        ).map(({ split: group, incidence }) => [keyOf(group, incidence.cohort, isMonthly), incidence]),
      );
      const funnels = new Map(
        (await readFunnels(snapshot, queries, within, usualAge, view, split, isMonthly)).map(
          ({ split: group, funnel }) => [keyOf(group, funnel.cohort, isMonthly), countsOf(funnel)],
        ),
      );
      const counted = [...funnels.values()][0] ?? [];
      for (const part of parts)
        for (const when of isMonthly ? months : ["whole"]) {
          const key = `${split ? part.group : "whole"} ${when}`;
          const extent = isMonthly ? "month" : "total";
          const nobody = showCount(0, view, isGroup(part), extent);
          putCurves(part, when, extent, curves.get(key) ?? { cohort: { crimes: nobody, undated: nobody } });
          putFunnel(part, when, extent, funnels.get(key) ?? counted.map(([name]) => [name, nobody]));
        }
    }
  }

  function putCurves(
    part: Part,
    when: string,
    extent: Extent,
    { cohort, days = [], crimes = {} }: Pick<Curves, "cohort"> & Partial<Curves>,
  ) {
    const of = `${partKey(part)}|${when}`;
    put(`followed|crimes|${of}`, cohort.crimes, isGroup(part), extent);
    put(`followed|undated|${of}`, cohort.undated, isGroup(part), extent);
    for (const [group, counts] of Object.entries(crimes))
      for (const [place, day] of days.entries())
        put(`followed|${group} ${day}|${of}`, counts[place] ?? null, isGroup(part), extent);
  }

  function putFunnel(part: Part, when: string, extent: Extent, counts: Counts) {
    for (const [name, count] of counts)
      put(`funnel|${name}|${partKey(part)}|${when}`, count, isGroup(part), extent);
  }
}

type Curves = {
  cohort: { crimes: number | null; undated: number | null };
  days: number[];
  crimes: Record<string, (number | null)[]>;
};

type Funnel = z.infer<typeof funnelSchema>;

type Counts = [string, number | null][];

/** Every count of a funnel by its name: the stages, and what stands beside them. */
function countsOf({ stages, left_out, early_advice, skipped, missing }: Funnel): Counts {
  return [
    ...stages.map(({ id, crimes }): Counts[number] => [id, crimes]),
    ["left-out", left_out],
    ...(missing.includes("early_advice_date")
      ? []
      : [["early-advice", early_advice] satisfies Counts[number]]),
    ["skipped", skipped],
  ];
}

function keyOf(group: string, { from }: { from: string }, isMonthly: boolean): string {
  return `${group} ${isMonthly ? from : "whole"}`;
}
