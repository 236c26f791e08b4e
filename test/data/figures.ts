import type { CaseRow, OutcomeRow } from "../../data/synthetic/rows.ts";
import { dayNumber, monthOf } from "./read-csv.ts";

/** One crime's state at the export, worked out from its rows alone. */
export type Crime = {
  row: CaseRow;
  recorded: number;
  code: string;
  closed: number | null;
  charged: number | null;
};

export type Month = {
  recorded: number;
  closed: number;
  doesNotSupport: number;
  charged: number;
  daysToCharge: number[];
  eligible: number;
  advised: number;
};

const openCodes = ["", "0"];
const chargeCodes = ["1", "1A"];

/** A crime's standing outcome: its latest event by outcome date, then keyed date, then file order. */
export function crimeOf(row: CaseRow, outcomes: readonly OutcomeRow[]): Crime {
  const standing = outcomes
    .map((outcome) => ({
      outcome,
      on: dayNumber(outcome.outcome_date) ?? 0,
      keyed: dayNumber(outcome.keyed_date) ?? 0,
    }))
    .reduce<{ outcome: OutcomeRow; on: number; keyed: number } | null>(
      (last, next) => (last && (next.on - last.on || next.keyed - last.keyed) < 0 ? last : next),
      null,
    );
  const code = standing?.outcome.outcome_code ?? "";
  const charges = outcomes
    .filter(({ outcome_code }) => chargeCodes.includes(outcome_code))
    .map(
      ({ charge_date, outcome_date }) =>
        dayNumber(charge_date) ?? dayNumber(outcome_date) ?? Number.POSITIVE_INFINITY,
    );
  const charged =
    chargeCodes.includes(code) && Math.min(...charges) < Number.POSITIVE_INFINITY
      ? Math.min(...charges)
      : null;
  return {
    row,
    recorded: dayNumber(row.recorded_date) ?? 0,
    code,
    closed: openCodes.includes(code) ? null : (dayNumber(standing?.outcome.outcome_date) ?? charged),
    charged,
  };
}

/** The items by a key of theirs, in the order in which the keys first come. */
export function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** Counts by month, in order: recorded and early advice by the month recorded, closed by closing, charged by charge. */
export function monthly(crimes: Iterable<Crime>): Map<string, Month> {
  const months = new Map<string, Month>();
  for (const { row, recorded, code, closed, charged } of crimes) {
    if (row.cancelled_code !== "") continue;
    const here = monthAt(recorded);
    here.recorded++;
    if (mayBeAdvised(row, recorded, closed)) countAdvice(here, row, recorded);
    if (closed !== null) {
      const there = monthAt(closed);
      there.closed++;
      if (code === "14" || code === "16") there.doesNotSupport++;
    }
    if (charged !== null) {
      const there = monthAt(charged);
      there.charged++;
      there.daysToCharge.push(charged - recorded);
    }
  }
  return new Map([...months].sort(([a], [b]) => (a < b ? -1 : 1)));

  function monthAt(day: number): Month {
    const month = monthOf(day);
    const found = months.get(month) ?? {
      recorded: 0,
      closed: 0,
      doesNotSupport: 0,
      charged: 0,
      daysToCharge: [],
      eligible: 0,
      advised: 0,
    };
    months.set(month, found);
    return found;
  }
}

/** Whether early advice could have been asked for within 28 days. */
function mayBeAdvised(row: CaseRow, recorded: number, closed: number | null): boolean {
  const isKnown = row.suspect_identified === "yes" && row.early_advice_sought !== "unknown";
  return isKnown && (closed === null || closed - recorded > 28);
}

function countAdvice(month: Month, { early_advice_date }: CaseRow, recorded: number): void {
  const advised = dayNumber(early_advice_date);
  month.eligible++;
  if (advised !== null && advised - recorded <= 28) month.advised++;
}

/** The sums of the months from `from` to `to`, both included; without `to` to the end. */
export function total(months: Map<string, Month>, from: string, to = "9999-12"): Month {
  const within = [...months].filter(([month]) => month >= from && month <= to).map(([, figures]) => figures);
  const sum = (key: Exclude<keyof Month, "daysToCharge">) =>
    within.reduce((result, figures) => result + figures[key], 0);
  return {
    recorded: sum("recorded"),
    closed: sum("closed"),
    doesNotSupport: sum("doesNotSupport"),
    charged: sum("charged"),
    daysToCharge: within.flatMap(({ daysToCharge }) => daysToCharge),
    eligible: sum("eligible"),
    advised: sum("advised"),
  };
}

/** The middle value; NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (
    ((sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN) +
      (sorted[Math.ceil((sorted.length - 1) / 2)] ?? Number.NaN)) /
    2
  );
}
