import { dayText } from "./days.ts";
import type { Ending } from "./endings.ts";
import { logNormal, pick, type Random, wholeNumber } from "./random.ts";
import type { OutcomeRow } from "./rows.ts";

type Event = { code: string; on: number | null; charge: number | null; happened: number };

type Crime = { ref: string; recorded: number; ending: Ending; asAt: number };
type Habits = { reopened: number; alternate: number; blanks: number };

/** The outcome rows that an export on the as-at day holds for a crime: none while nothing has been decided. */
export function outcomeRows(random: Random, crime: Crime, habits: Habits): OutcomeRow[] {
  const isReopened = random() < habits.reopened && crime.ending.days >= 60;
  const events = [
    ...(isReopened ? firstClosure(random, crime) : []),
    ...(crime.ending.code === "1" ? charges(random, crime, habits) : [closure(crime)]),
  ];
  return events
    .filter(({ happened }) => happened <= crime.asAt)
    .map(({ code, on, charge, happened }) => ({
      crime_ref: crime.ref,
      outcome_code: code,
      outcome_date: on === null ? "" : dayText(Math.min(on, crime.asAt)),
      charge_date: charge === null ? "" : dayText(charge),
      keyed_date: keyedDate(random, Math.max(on ?? happened, happened), crime.asAt, habits.blanks),
    }));
}

/** A crime closed too early and opened again, before it ends. */
function firstClosure(random: Random, { recorded, ending }: Crime): Event[] {
  const closed = recorded + Math.floor(ending.days * (0.15 + 0.4 * random()));
  const reopened = Math.min(closed + wholeNumber(random, 5, 60), recorded + ending.days - 1);
  const code = pick(random, ending.suspectKnown ? ["16", "15"] : ["14", "18"]);
  return [
    { code, on: closed, charge: null, happened: closed },
    { code: pick(random, ["0", ""]), on: reopened, charge: null, happened: reopened },
  ];
}

function closure({ recorded, ending }: Crime): Event {
  const on = recorded + ending.days;
  return { code: ending.code, on, charge: null, happened: on };
}

/** The charge, and now and then a second suspect's: the outcome is often entered some time after the charge itself. */
function charges(random: Random, { recorded, ending }: Crime, { alternate, blanks }: Habits): Event[] {
  const charged = recorded + ending.days;
  const code = random() < alternate ? "1A" : "1";
  const style = random();
  const on = charged + (random() < 0.65 ? 0 : wholeNumber(random, 1, 21));
  const second = charged + wholeNumber(random, 10, 90);
  const hasSecond = random() < 0.02;
  const first =
    style < 0.12 * blanks
      ? { code, on: charged, charge: null, happened: charged }
      : { code, on: style > 1 - 0.03 * blanks ? null : on, charge: charged, happened: charged };
  return hasSecond ? [first, { code: "1", on: second, charge: second, happened: second }] : [first];
}

function keyedDate(random: Random, on: number, asAt: number, blanks: number): string {
  const isBlank = random() < 0.04 * blanks;
  const keyed = on + Math.floor(logNormal(random, 1.5, 1));
  return isBlank ? "" : dayText(Math.min(keyed, asAt));
}
