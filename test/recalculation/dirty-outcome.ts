import fc from "fast-check";
import { blank, dateCell, dateStyle, gap, oddly } from "./dirty-cells.ts";

/** The outcome rows of one crime before their dates are placed in time. */

const code = fc.oneof(
  { weight: 8, arbitrary: oddly(["1", "1A", "14", "16", "16", "15", "18", "2", "2A", "10", "13", "20"]) },
  { weight: 2, arbitrary: fc.constantFrom("0", "00", "", "NULL", "-") },
  { weight: 1, arbitrary: oddly(["99", "X1", "4B", "N100", "Filed", "see log"]) },
);

/** Charges, reopenings and victims' decisions: the codes whose order decides most. */
const eventSpec = fc.record({
  code,
  /** Which of the crime's two moments the outcome is dated by, so that ties are frequent. */
  moment: fc.nat(1),
  outcome: fc.option(dateCell(gap, 20), { freq: 2, nil: null }),
  outcomeStyle: dateStyle,
  charge: dateCell(gap, 60),
  /** Whose outcome it is, where the crime's rows say so. */
  suspect: fc.constantFrom("S1", "S1", "S2", "", "N/A"),
  force: fc.constantFrom(...Array(9).fill(""), "Avonshire", "Avonshire", "Borderland", "Nowhere", "unknown"),
  keyed: dateCell(fc.constantFrom(0, 0, 1, 2, -1), 25),
  /** Written again, in another way, as an identical row. */
  isTwice: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0),
  refStyle: fc.constantFrom("plain", "plain", "plain", "padded"),
});

export const eventsSpec = fc.record({
  moments: fc.tuple(gap, gap),
  saysWhose: fc.integer({ min: 0, max: 9 }).map((roll) => roll < 4),
  events: fc.array(eventSpec, { maxLength: 4 }),
});

export const strayEvent = fc.record({
  ref: fc.oneof(blank, fc.constantFrom("NO-SUCH/1", "r/1", "R/1 x")),
  code,
  outcome: dateCell(fc.integer({ min: -400, max: 0 }), 5),
});

export type EventsSpec = typeof eventsSpec extends fc.Arbitrary<infer Spec> ? Spec : never;
export type EventSpec = EventsSpec["events"][number];
export type StrayEvent = typeof strayEvent extends fc.Arbitrary<infer Spec> ? Spec : never;
