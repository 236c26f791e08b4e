import type { OutcomeEvent } from "./accounting.ts";
import { daysBetween } from "./dates.ts";
import type { Outcome } from "./maps.ts";

/** What stands for a crime: an outcome (null: open) with the date on which it closes. */
type Standing = { outcome: Outcome | null; closesOn: string | null };

/** A crime's state by its outcome events, section 2 of the contract. Events come in file order. */
export function stateOf(
  recordedOn: string,
  given: OutcomeEvent[],
  outcomes: Map<string, Outcome>,
  chargeStands: boolean,
) {
  const keyed = given.filter(({ suspectKey }) => suspectKey !== null);
  const events = keyed.length > 0 ? keyed : given;
  const { outcome, closesOn } =
    keyed.length > 0 ? standingOfSuspects(keyed, outcomes) : standingOf(events, outcomes, chargeStands);
  const charged = outcome?.group === "charged";
  const chargedOn = charged ? earliestChargeOf(events, outcomes) : null;
  const outcomeOn = outcome === null ? null : closesOn;
  const closedOn = earlierOf(outcomeOn, chargedOn);
  const daysToOutcome = daysFrom(recordedOn, closedOn);
  const daysToCharge = daysFrom(recordedOn, chargedOn);
  const days = charged ? daysToCharge : daysToOutcome;
  return {
    standing: outcome,
    charged,
    chargedOn,
    closedOn,
    daysToOutcome,
    daysToCharge,
    undated: outcome !== null && days === null,
  };
}

/** The latest event, or where any charge stands the one of them that comes first in the list, the latest of its kind. */
function standingOf(events: OutcomeEvent[], outcomes: Map<string, Outcome>, chargeStands: boolean): Standing {
  const charges = events.filter((event) => isCharge(event, outcomes));
  const last =
    chargeStands && charges.length > 0 ? mostSevere(charges, outcomes) : (inOrder(events).at(-1) ?? null);
  if (last === null) return { outcome: null, closesOn: null };
  return { outcome: closingOutcome(last.code, outcomes), closesOn: closingDayOf(last, outcomes) };
}

/** The latest event of each suspect: a charge of any, else open if one is, else the most severe, closed when all are. */
function standingOfSuspects(events: OutcomeEvent[], outcomes: Map<string, Outcome>): Standing {
  const bySuspect = new Map(inOrder(events).map((event) => [event.suspectKey, event]));
  const latest = [...bySuspect.values()];
  const charges = latest.filter((event) => isCharge(event, outcomes));
  const [first] = charges;
  if (first) {
    const charge = mostSevere(charges, outcomes);
    return { outcome: closingOutcome(charge.code, outcomes), closesOn: charge.outcomeOn };
  }
  if (latest.some(({ code }) => closingOutcome(code, outcomes) === null))
    return { outcome: null, closesOn: null };
  const dates = latest.map((event) => closingDayOf(event, outcomes));
  const known = dates.flatMap((date) => date ?? []).sort();
  return {
    outcome: closingOutcome(mostSevere(latest, outcomes).code, outcomes),
    closesOn: known.length === dates.length ? (known.at(-1) ?? null) : null,
  };
}

/** The day on which an event closes its crime; null where it is not known, as for a text that has not the form of a code. */
function closingDayOf({ code, outcomeOn }: OutcomeEvent, outcomes: Map<string, Outcome>): string | null {
  return isUnknownOutcome(code, outcomes) ? null : outcomeOn;
}

/** Whether a text for a code is none: neither on the list nor of the form of a code. */
export function isUnknownOutcome(code: string | null, outcomes: Map<string, Outcome>): boolean {
  return code !== null && !outcomes.has(code) && !/^\d{1,2}[A-Z]?$/.test(code);
}

/** The first in the order of the Home Office list, codes that are not on it last; of several the latest. */
function mostSevere(events: OutcomeEvent[], outcomes: Map<string, Outcome>): OutcomeEvent {
  const place = ({ code }: OutcomeEvent) => outcomes.get(code ?? "")?.listOrder ?? Number.POSITIVE_INFINITY;
  return inOrder(events).reduce((most, event) => (place(event) <= place(most) ? event : most));
}

/** By outcome date (charge date where that is blank), then keyed date, then file order; a blank sorts first. */
function inOrder(events: OutcomeEvent[]): OutcomeEvent[] {
  const on = ({ outcomeOn, chargeOn }: OutcomeEvent) => outcomeOn ?? chargeOn ?? "";
  return events.toSorted((a, b) => compare(on(a), on(b)) || compare(a.keyedOn ?? "", b.keyedOn ?? ""));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The outcome that a code stands for: null for open (blank or 0), group `unmapped` for a code not in the map. */
function closingOutcome(code: string | null, outcomes: Map<string, Outcome>): Outcome | null {
  if (code === null) return null;
  const outcome = outcomes.get(code) ?? { code, group: "unmapped", suspectKnown: "unknown", listOrder: null };
  return outcome.group === "open" ? null : outcome;
}

function isCharge({ code }: OutcomeEvent, outcomes: Map<string, Outcome>): boolean {
  return code !== null && outcomes.get(code)?.group === "charged";
}

/** The earliest charge date (or, where blank, outcome date) among all charge events of the crime. */
function earliestChargeOf(events: OutcomeEvent[], outcomes: Map<string, Outcome>): string | null {
  const charges = events.filter((event) => isCharge(event, outcomes));
  return charges.flatMap(({ chargeOn, outcomeOn }) => chargeOn ?? outcomeOn ?? []).sort()[0] ?? null;
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
