import type { Distribution, OpenInvestigations, OutcomeMix } from "../contract/outcomes.ts";
import type { CountName } from "../model/count-names.ts";
import type { Definition } from "../model/definition.ts";
import { type OutcomeGroups, open } from "../model/groups.ts";
import { monthsBetween } from "../wording/months.ts";
import { type AnswerCounts, type CountId, type Part, wholePart } from "./counts.ts";

/** What released outcome mixes may count, on either basis. */
export function outcomeMixNames({ releasedGroups }: OutcomeGroups): CountName[] {
  return (["closed", "recorded"] as const).flatMap((of) =>
    [["crimes"], ...[...releasedGroups, ...(of === "recorded" ? [open] : [])].map(groupNamed)].map(
      (what): CountName => ({ answer: "outcome-mix", of, what }),
    ),
  );
}

/** What an outcome mix of a part shows: each month's crimes, which are those of its groups. */
export function outcomeMixCounts(mix: OutcomeMix, part: Part, groups: OutcomeGroups): AnswerCounts {
  const rows = mix.months.map(({ month, crimes, groups: counts }) => {
    const id = (what: string[]): CountId => ({
      answer: "outcome-mix",
      of: mix.basis,
      what,
      part,
      when: { month },
    });
    return rowOf(
      { id: id(["crimes"]), count: crimes },
      Object.entries(counts).map(([group, count]) => ({ id: id(groupNamed(group)), count })),
    );
  });
  return joined(rows, outcomeMixNames(groups));
}

/** What open investigations may count, in the age bands that they have. */
export function openNames(bands: string[]): CountName[] {
  return [["crimes"], ["over", 0], ...bands.map((band) => ["band", band])].map((what) => ({
    answer: "open-by-age",
    of: null,
    what,
  }));
}

/** What open investigations show of each month end: all of them, and by age band. Crimes that are older than the beginning of a
 * band are those of that band and all later ones. */
export function openCounts({ bands, months }: OpenInvestigations): AnswerCounts {
  const rows = months.map(({ month, crimes, bands: counts }) => {
    const id = (...what: (string | number)[]): CountId => ({
      answer: "open-by-age",
      of: null,
      what,
      part: wholePart,
      when: { month },
    });
    const shown = bands.map(({ band }) => ({ id: id("band", band), count: counts[band] ?? null }));
    const row = rowOf({ id: id("crimes"), count: crimes }, shown);
    const over = bands.slice(1).map(({ from_days }, place) => ({
      whole: id("over", from_days - 1),
      parts: shown.slice(place + 1),
    }));
    const derived = over.map(({ whole, parts }) => ({ id: whole, count: sumOf(parts), extent: null }));
    const sums = over.map(({ whole, parts }) => ({ whole, parts: parts.map(({ id }) => id) }));
    return { counts: [...row.counts, ...derived], sums: [...row.sums, ...sums] };
  });
  return joined(rows, openNames(bands.map(({ band }) => band)));
}

/** What the days of a duration may count. */
export function distributionNames({ id }: Pick<Definition, "id">): CountName[] {
  return [["crimes"], ["bin", 0]].map((what) => ({ answer: "distribution", of: id, what }));
}

/** What the days of a duration show over a period: its crimes, which are those of its bins and those of the months of its
 * series. */
export function distributionCounts({ kpi, period, crimes, bins }: Distribution): AnswerCounts {
  const names = distributionNames({ id: kpi });
  if (!period) return { counts: [], sums: [], names };
  const { from, to } = period;
  const id = (...what: (string | number)[]): CountId => ({
    answer: "distribution",
    of: kpi,
    what,
    part: wholePart,
    when: { from, to },
  });
  const row = rowOf(
    { id: id("crimes"), count: crimes },
    bins.map((bin) => ({ id: id("bin", bin.from_days), count: bin.crimes })),
  );
  const months = monthsBetween(from, to).map(
    (month): CountId => ({
      answer: "series",
      of: kpi,
      what: ["denominator"],
      part: wholePart,
      when: { month },
    }),
  );
  return { ...row, sums: [...row.sums, { whole: id("crimes"), parts: months }], names };
}

type Shown = { id: CountId; count: number | null };
type Row = Omit<AnswerCounts, "names">;

/** A whole with the parts that it is made of, all rounded as totals are. */
function rowOf(whole: Shown, parts: Shown[]): Row {
  return {
    counts: [whole, ...parts].map((each) => ({ ...each, extent: "total" })),
    sums: [{ whole: whole.id, parts: parts.map(({ id }) => id) }],
  };
}

function joined(rows: Row[], names: CountName[]): AnswerCounts {
  return {
    counts: rows.flatMap(({ counts }) => counts),
    sums: rows.flatMap(({ sums }) => sums),
    names,
  };
}

function groupNamed(group: string): string[] {
  return ["group", group];
}

function sumOf(counts: Shown[]): number {
  return counts.reduce((sum, { count }) => sum + (count ?? 0), 0);
}
