import { landmarks } from "../disclosure/release.ts";
import { type Answers, type Part, partKey } from "./answers.ts";
import type { Cell } from "./bounds.ts";
import { addSum, narrowTo, type Puzzle, type Row } from "./constraints.ts";
import type { Interval } from "./intervals.ts";
import type { Relations } from "./read-relations.ts";
import { knownOf, type Released } from "./tables.ts";

const bands = ["0-90", "91-180", "181-365", "366-730", "over-730"];
const endings = ["charged", "victim-does-not-support", "evidential-difficulties", "no-suspect", "other"];
const milestones = ["suspect-identified", "submitted", "charged", "early-advice", "skipped"];

/** Adds to what the series say all that follows from the other answers: what adds up to what, and what is the same count by
 * another way. The attacker is granted more than a viewer knows: only what truly adds up is added. */
export function addAnswers(
  puzzle: Puzzle,
  rows: Map<string, Row>,
  known: Map<string, Cell>,
  relations: Relations,
  {
    truth,
    shown,
    parts,
    months,
    view,
  }: { truth: Answers; shown: Answers; parts: Part[]; months: string[]; view: Released },
): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const [name, { count, extent, isGroup }] of truth) {
    add(name, count ?? 0, knownOf(shown.get(name)?.count ?? null, view, extent, isGroup));
  }
  const dimensionsOf = [...new Set(parts.flatMap(({ by }) => (by && by !== "scope" ? [by] : [])))];
  addBreakdowns();
  addDays();
  addFiles();
  for (const month of months) {
    link(
      `open|crimes|${month}`,
      bands.map((band) => `open|${band}|${month}`),
    );
    for (const part of parts) addMonth(partKey(part), month);
  }
  for (const part of parts) addCohort(partKey(part), "whole");
  addAcross();
  return cells;

  function addMonth(part: string, month: string): void {
    const mix = (basis: string, group: string) => `mix ${basis}|${group}|${part}|${month}`;
    link(
      mix("closed", "crimes"),
      endings.map((ending) => mix("closed", ending)),
    );
    link(
      mix("recorded", "crimes"),
      [...endings, "open"].map((ending) => mix("recorded", ending)),
    );
    addCohort(part, month);
    for (const { whole, parts } of relations.sums)
      linkCells(
        countOf(whole, part, month),
        parts.flatMap((each) => countOf(each, part, month) ?? []),
      );
  }

  /** A count of a relation, of one part in one month. */
  function countOf(count: string, part: string, month: string): Cell | undefined {
    const [answer, what = ""] = count.split("/");
    if (answer === "series") return rows.get(`${what} ${part}`)?.months.get(month);
    if (answer === "open") return part === "all " ? cells.get(`open|${what}|${month}`) : undefined;
    return cells.get(`${answer}|${what}|${part}|${month}`);
  }

  /** Followed from day to day, and to each milestone: of the same crimes as the curves, those old enough. */
  function addCohort(part: string, when: string): void {
    const name = (what: string) => `followed|${what}|${part}|${when}`;
    for (const day of landmarks)
      link(name("crimes"), ["undated", ...[...endings, "open"].map((group) => `${group} ${day}`)].map(name));
    for (const ending of endings) {
      for (const [place, day] of landmarks.entries()) {
        const [before, after] = [
          cells.get(name(`${ending} ${landmarks[place - 1]}`)),
          cells.get(name(`${ending} ${day}`)),
        ];
        if (!before || !after) continue;
        const since = `${name(`${ending} ${day}`)} since the landmark before`;
        add(since, after.truth - before.truth, { low: 0, high: Number.POSITIVE_INFINITY });
        linkCells(after, [before, ...cellsOf([since])]);
      }
    }
    const recorded = cells.get(`funnel|recorded|${part}|${when}`);
    for (const milestone of milestones) {
      const reached = cells.get(`funnel|${milestone}|${part}|${when}`);
      if (!recorded || !reached) continue;
      const others = `funnel|not ${milestone}|${part}|${when}`;
      add(others, recorded.truth - reached.truth, { low: 0, high: Number.POSITIVE_INFINITY });
      linkCells(recorded, [reached, ...cellsOf([others])]);
    }
    link(name("crimes"), [`funnel|recorded|${part}|${when}`, `funnel|left-out|${part}|${when}`]);
  }

  /** A breakdown is a step over several months of its row, and its groups add up to the whole. */
  function addBreakdowns(): void {
    const wholes = new Map<string, string[]>();
    for (const name of truth.keys()) {
      const [kind, kpi = "", what = "", part = "", from = "", to = ""] = name.split("|");
      const cell = cells.get(name);
      if (kind !== "breakdown" || !cell) continue;
      const row = rows.get(`${kpi} ${what} ${part}`);
      const within = [...(row?.months ?? [])].filter(([month]) => month >= from && month <= to);
      linkCells(
        cell,
        within.map(([, month]) => month),
      );
      const [dimension] = part.split(" ");
      if (dimension === "all") continue;
      const whole = `breakdown|${kpi}|${what}|all |${from}|${to}`;
      wholes.set(`${whole}#${dimension}`, [...(wholes.get(`${whole}#${dimension}`) ?? []), name]);
    }
    for (const [key, parts] of wholes) link(key.split("#")[0] ?? "", parts);
  }

  /** Every row of a file is accepted, repeated or rejected. */
  function addFiles(): void {
    for (const name of [...truth.keys()].filter((each) => each.startsWith("files|read|")))
      link(
        name,
        ["accepted", "repeated", "rejected"].map((what) => name.replace("|read|", `|${what}|`)),
      );
  }

  /** The bins of a duration add up to its crimes, and so do the months of its series. */
  function addDays(): void {
    const binsOf = new Map<string, string[]>();
    for (const name of truth.keys()) {
      const [kind, kpi = "", what, from = "", to = ""] = name.split("|");
      if (kind !== "days") continue;
      const whole = `days|${kpi}|crimes|${from}|${to}`;
      if (what !== "crimes") binsOf.set(whole, [...(binsOf.get(whole) ?? []), name]);
      else
        linkCells(
          cells.get(name),
          months
            .filter((month) => month >= from && month <= to)
            .flatMap((month) => countOf(`series/${kpi} denominator`, "all ", month) ?? []),
        );
    }
    for (const [whole, bins] of binsOf) link(whole, bins);
  }

  /** The groups of a dimension add up to the whole, and the months of a count to its whole period. */
  function addAcross(): void {
    for (const name of [...truth.keys()]) {
      const [kind = "", what = "", part, when = ""] = name.split("|");
      if (!/^(mix|followed|funnel)/.test(kind)) continue;
      if (part === "all ") {
        for (const by of dimensionsOf) {
          const groups = parts.filter((each) => each.by === by).map(partKey);
          link(
            name,
            groups.map((group) => `${kind}|${what}|${group}|${when}`),
          );
        }
      }
      if (when === "whole")
        link(
          name,
          months.map((month) => `${kind}|${what}|${part}|${month}`),
        );
    }
  }

  /** A count that the other snapshot answered too, and that has not changed, is known to be the same. */
  function add(name: string, count: number, interval: Interval): void {
    const before = known.get(name);
    if (before && before.truth === count) {
      narrowTo(before, interval);
      cells.set(name, before);
      return;
    }
    const cell = { name, truth: count, known: interval };
    puzzle.cells.push(cell);
    cells.set(name, cell);
  }

  function cellsOf(names: string[]): Cell[] {
    return names.flatMap((name) => cells.get(name) ?? []);
  }

  function link(whole: string, parts: string[]): void {
    linkCells(cells.get(whole), cellsOf(parts));
  }

  function linkCells(whole: Cell | undefined, parts: Cell[]): void {
    if (whole && !parts.includes(whole)) addSum(puzzle, whole, parts);
  }
}
