import { factorOn, type Step } from "./changes.ts";
import { type CpsContact, drawCpsContact } from "./cps.ts";
import { dayText } from "./days.ts";
import { drawEnding, type Ending, type Way } from "./endings.ts";
import { outcomeRows } from "./events.ts";
import type { OffenceKind } from "./offences.ts";
import type { ForceOptions } from "./options.ts";
import { drawPeople, drawRelationship, isDomestic, type People } from "./people.ts";
import { choose, logNormal, type Random, wholeNumber } from "./random.ts";
import type { CaseRow, CrimeRows } from "./rows.ts";
import { suspectNamed } from "./suspects.ts";

/** A district with what its changes come to, and the people of its latest crimes. */
export type DistrictModel = {
  name: string;
  teams: string[];
  officersFrom: number;
  ways: Record<OffenceKind, Way[]>;
  earlyAdvice: Step[];
  latest: People[];
};

type Place = {
  number: number;
  ref: string;
  recorded: number;
  asAt: number;
  district: DistrictModel;
  /** A second source of chance for what was added later, so that the rest stays as it was. */
  suspects: Random;
};

/** Makes the rows of one crime, with nothing wrong in them. */
export function drawCrime(random: Random, place: Place, options: ForceOptions): CrimeRows {
  const { number, ref, recorded, asAt, district } = place;
  const people = drawPeople(random, number, district.latest);
  const { kind } = people.offence;
  const ending = drawEnding(random, district.ways[kind], kind, recorded);
  const contact = drawCpsContact(
    random,
    ending,
    options.earlyAdvice * factorOn(district.earlyAdvice, recorded),
  );
  const cancelled = drawCancelled(random, kind, options.cancelled);
  const row = caseRow(random, place, { people, ending, contact, cancelled }, options);
  const outcomes = cancelled ? [] : outcomeRows(random, { ref, recorded, ending, asAt }, options);
  remember(district, people);
  return { cases: [row], outcomes, dirt: null };
}

/** What was drawn for a crime before its row is written. */
type Drawn = { people: People; ending: Ending; contact: CpsContact; cancelled: string };

function caseRow(
  random: Random,
  { ref, recorded, asAt, district, suspects }: Place,
  { people, ending, contact, cancelled }: Drawn,
  { force, blanks }: ForceOptions,
): CaseRow {
  const { offence } = people;
  const reported = recorded - (random() < 0.72 ? 0 : wholeNumber(random, 1, 4));
  const committed = reported - daysUntilReported(random, people);
  const team = wholeNumber(random, 0, district.teams.length - 1);
  const officer = district.officersFrom + team * 20 + wholeNumber(random, 1, 20);
  const suspect = suspectIdentified(random, ending, blanks);
  const latest =
    recorded +
    Math.min(ending.days, ...[contact.earlyAdvice, contact.submission].filter((day) => day !== null));
  const named = suspectNamed(suspects, { recorded, reported, latest, asAt, blanks });
  const advice = suspect === "yes" ? shownDay(recorded, contact.earlyAdvice, asAt) : "";
  const relationship = drawRelationship(random, people.victimAge, ending.suspectKnown);
  const domestic = isDomestic(random, relationship, people.victimAge) ? "yes" : "no";
  const codeIsBlank = random() < 0.008 * blanks;
  return {
    crime_ref: ref,
    recorded_date: dayText(recorded),
    offence_code: codeIsBlank ? "" : offence.code,
    offence_text: codeIsBlank ? offence.label : "",
    reported_date: maybeBlank(0.02, dayText(reported)),
    offence_date: maybeBlank(0.035, dayText(committed)),
    force,
    district: maybeBlank(0.004, district.name),
    team: maybeBlank(0.015, district.teams[team] ?? ""),
    officer: maybeBlank(0.03, `OFF-${String(officer).padStart(4, "0")}`),
    victim_key: maybeBlank(0.01, people.victimKey),
    victim_age: maybeBlank(0.03, String(people.victimAge)),
    victim_sex: maybeBlank(0.01, people.victimSex),
    relationship: maybeBlank(0.07, relationship),
    domestic: maybeBlank(0.05, domestic),
    suspect_key: suspect === "yes" ? maybeBlank(0.08, people.suspectKey) : "",
    suspect_identified: suspect,
    suspect_identified_date: suspect === "yes" ? named : "",
    cancelled_code: cancelled,
    early_advice_date: advice,
    early_advice_sought: adviceSought(random, advice, suspect, blanks),
    submission_date: shownDay(recorded, contact.submission, asAt),
    extract_date: dayText(asAt),
  };

  function maybeBlank(share: number, value: string): string {
    return random() < share * blanks ? "" : value;
  }
}

/** Days from the offence to the report: mostly few, but years for non-recent offences, which are many among children. */
function daysUntilReported(random: Random, { offence, victimAge }: People): number {
  const nonRecent = offence.kind === "rape" ? 0.27 : 0.15;
  if (random() >= (victimAge < 16 ? 1.4 : 1) * nonRecent) return Math.floor(logNormal(random, 2, 1.6)) % 366;
  return Math.min(366 + Math.floor(logNormal(random, 2500, 1)), 16_000);
}

function suspectIdentified(random: Random, { suspectKnown }: Ending, blanks: number): string {
  const chance = random();
  if (chance < (suspectKnown ? 0.06 : 0.14) * blanks) return "";
  const isMistaken = chance > 0.98;
  return suspectKnown === isMistaken ? "no" : "yes";
}

function adviceSought(random: Random, adviceDate: string, suspect: string, blanks: number): string {
  const chance = random();
  if (adviceDate !== "") return chance < 0.03 * blanks ? "" : "yes";
  if (suspect === "yes" && chance > 1 - 0.04 * blanks) return "unknown";
  return chance < 0.25 * blanks ? "" : "no";
}

function drawCancelled(random: Random, kind: OffenceKind, shares: Record<string, number>): string {
  const codes = Object.entries(shares).map(([code, share]) => ({
    code,
    share: code.startsWith("N") && kind !== "rape" ? 0 : share,
  }));
  const cancelled = codes.reduce((total, { share }) => total + share, 0);
  return choose(random, [...codes, { code: "", share: 1 - cancelled }]).code;
}

function shownDay(recorded: number, later: number | null, asAt: number): string {
  return later === null || recorded + later > asAt ? "" : dayText(recorded + later);
}

function remember({ latest }: DistrictModel, people: People): void {
  latest.push(people);
  if (latest.length > 150) latest.shift();
}
