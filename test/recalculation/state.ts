import type { OutcomeEvent } from "./accounting.ts";
import { daysBetween } from "./dates.ts";
import type { Outcome } from "./maps.ts";

/** A crime's state by its outcome events, section 2 of the contract. Events come in file order. */
export function stateOf(recordedOn: string, events: OutcomeEvent[], outcomes: Map<string, Outcome>) {
  const last = latestOf(events);
  const standing = last === null ? null : closingOutcome(last.code, outcomes);
  const charged = standing?.group === "charged";
  const chargedOn = charged ? earliestChargeOf(events, outcomes) : null;
  const outcomeOn = standing === null ? null : (last?.outcomeOn ?? null);
  const closedOn = earlierOf(outcomeOn, chargedOn);
  const daysToOutcome = daysFrom(recordedOn, closedOn);
  const daysToCharge = daysFrom(recordedOn, chargedOn);
  const days = charged ? daysToCharge : daysToOutcome;
  return {
    standing,
    charged,
    chargedOn,
    closedOn,
    daysToOutcome,
    daysToCharge,
    undated: standing !== null && days === null,
  };
}

/** The latest by outcome date (charge date where that is blank), then keyed date, then file order; a blank sorts first. */
function latestOf(events: OutcomeEvent[]): OutcomeEvent | null {
  let latest: OutcomeEvent | null = null;
  for (const event of events) {
    if (latest === null || !isEarlier(event, latest)) latest = event;
  }
  return latest;
}

function isEarlier(event: OutcomeEvent, other: OutcomeEvent): boolean {
  const on = event.outcomeOn ?? event.chargeOn ?? "";
  const otherOn = other.outcomeOn ?? other.chargeOn ?? "";
  if (on !== otherOn) return on < otherOn;
  return (event.keyedOn ?? "") < (other.keyedOn ?? "");
}

/** The outcome that a code stands for: null for open (blank or 0), group `unmapped` for a code not in the map. */
function closingOutcome(code: string | null, outcomes: Map<string, Outcome>): Outcome | null {
  if (code === null) return null;
  const outcome = outcomes.get(code) ?? { code, group: "unmapped", suspectKnown: "unknown" };
  return outcome.group === "open" ? null : outcome;
}

/** The earliest charge date (or, where blank, outcome date) among all charge events of the crime. */
function earliestChargeOf(events: OutcomeEvent[], outcomes: Map<string, Outcome>): string | null {
  const dates: string[] = [];
  for (const event of events) {
    const isCharge = event.code !== null && outcomes.get(event.code)?.group === "charged";
    const on = event.chargeOn ?? event.outcomeOn;
    if (isCharge && on !== null) dates.push(on);
  }
  return dates.sort()[0] ?? null;
}

/** The earlier of two dates of which either may be unknown. */
function earlierOf(date: string | null, other: string | null): string | null {
  if (date === null || other === null) return date ?? other;
  return date < other ? date : other;
}

function daysFrom(recordedOn: string, date: string | null): number | null {
  if (date === null) return null;
  const days = daysBetween(recordedOn, date);
  return days < 0 ? null : days;
}
