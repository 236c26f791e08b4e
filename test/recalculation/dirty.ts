import fc from "fast-check";
import type { NamedTable } from "./accounting.ts";
import type { Row } from "./csv.ts";
import { addDays, addMonths, lastDayOf } from "./dates.ts";
import { type CaseSpec, caseSpec, goodRecorded } from "./dirty-case.ts";
import { type DateCell, dateOf, dateText, daysSpec } from "./dirty-cells.ts";
import { type EventSpec, type EventsSpec, eventsSpec, type StrayEvent, strayEvent } from "./dirty-outcome.ts";

export type DirtyData = { asAt: string; cases: NamedTable[]; outcomes: NamedTable[] };

/** As-at on a month's last day, within a month, or 28, 90 or 365 days after a month's end, one more or less. */
const asAtDate: fc.Arbitrary<string> = fc
  .record({
    month: fc.nat(40).map((months) => addMonths("2021-01", months)),
    after: fc.constantFrom(0, 0, 1, 10, 27, 28, 29, 89, 90, 91, 364, 365, 366),
  })
  .map(({ month, after }) => addDays(lastDayOf(month), after));

/**
 * Small dirty data: 5 to 60 case rows over about 30 months with up to four outcomes each, in one or two files a side,
 * rich in the edges of sections 1 and 2 of the contract. The first case row is always accepted.
 */
export function dirtyData(maxCrimes = 60): fc.Arbitrary<DirtyData> {
  return fc
    .record({
      asAt: asAtDate,
      first: goodRecorded,
      crimes: fc.array(fc.record({ row: caseSpec, outcomes: eventsSpec }), {
        minLength: Math.min(5, maxCrimes),
        maxLength: maxCrimes,
        size: "max",
      }),
      strays: fc.array(strayEvent, { maxLength: 3 }),
      order: fc.array(fc.nat(1000), { minLength: 1, maxLength: 60 }),
      cuts: fc.tuple(fc.option(fc.nat(60)), fc.option(fc.nat(200))),
    })
    .map(({ asAt, first, crimes, strays, order, cuts }) => {
      const cases: Row[] = [];
      const outcomes: Row[] = [];
      crimes.forEach(({ row: spec, outcomes: events }, at) => {
        const row: CaseSpec = at === 0 ? { ...spec, refOf: null, refStyle: "plain", recorded: first } : spec;
        cases.push(caseRow(row, at, crimes.length, asAt));
        outcomes.push(...outcomeRows(events, row, at, asAt));
      });
      outcomes.push(...strays.map((stray) => strayRow(stray, asAt)));
      return {
        asAt,
        cases: inFiles("cases", cases, cuts[0]),
        outcomes: inFiles("outcomes", shuffled(outcomes, order), cuts[1]),
      };
    });
}

function caseRow(spec: CaseSpec, at: number, crimes: number, asAt: string): Row {
  const ref = refText(spec.refOf === null ? at : spec.refOf % crimes, spec.refStyle);
  const recordedOn = recordedDate(spec, asAt);
  const earlyAdviceOn = dateOf(spec.earlyAdvice.spec, recordedOn, asAt);
  const { after, cell } = spec.submission;
  return {
    crime_ref: ref,
    recorded_date: dateText(spec.recorded, asAt, asAt),
    offence_code: spec.offence.code,
    offence_text: spec.offence.text,
    reported_date: dateText(spec.reported, recordedOn, asAt),
    offence_date: dateText(spec.offenceBefore, recordedOn, asAt),
    force: spec.force,
    district: spec.district,
    team: spec.team,
    officer: `O-${at % 4}`,
    victim_key: `V-${at}`,
    victim_age: spec.age,
    victim_sex: spec.sex,
    relationship: spec.relationship,
    domestic: spec.domestic,
    suspect_key: "",
    suspect_identified: spec.suspectIdentified,
    suspect_identified_date: dateText(spec.suspectIdentifiedOn, recordedOn, asAt),
    cancelled_code: spec.cancelled,
    early_advice_date: dateText(spec.earlyAdvice, recordedOn, asAt),
    early_advice_sought: spec.sought,
    submission_date: dateText(cell, after === "recorded" ? recordedOn : (earlyAdviceOn ?? recordedOn), asAt),
    extract_date: dateText(spec.extract, asAt, asAt),
  };
}

/** The outcomes are dated from the crime whose row they were made with, even where that row repeats another crime. */
function outcomeRows(spec: EventsSpec, row: CaseSpec, at: number, asAt: string): Row[] {
  const recordedOn = recordedDate(row, asAt);
  return spec.events.flatMap((event) => {
    const once = outcomeRow(event, spec, recordedOn, at, asAt);
    if (!event.isTwice) return [once];
    const code = once.outcome_code?.trim() ?? "";
    return [
      once,
      { ...once, crime_ref: `${once.crime_ref} `, outcome_code: code === "" ? "N/A" : ` ${code}` },
    ];
  });
}

function outcomeRow(
  event: EventSpec,
  { moments, saysWhose }: EventsSpec,
  recordedOn: string,
  at: number,
  asAt: string,
): Row {
  const days = moments[event.moment === 0 ? 0 : 1];
  const outcome: DateCell = event.outcome ?? { spec: daysSpec(days, true), style: event.outcomeStyle };
  const outcomeOn = dateOf(outcome.spec, recordedOn, asAt) ?? recordedOn;
  return {
    crime_ref: refText(at, event.refStyle),
    outcome_code: event.code,
    outcome_date: dateText(outcome, recordedOn, asAt),
    charge_date: dateText(event.charge, recordedOn, asAt),
    keyed_date: dateText(event.keyed, outcomeOn, asAt),
    suspect_key: saysWhose ? event.suspect : "",
    force: event.force,
  };
}

function strayRow(stray: StrayEvent, asAt: string): Row {
  const outcome_date = dateText(stray.outcome, asAt, asAt);
  return {
    ...{ crime_ref: stray.ref, outcome_code: stray.code, outcome_date, charge_date: "", keyed_date: "" },
    ...{ suspect_key: "", force: "" },
  };
}

function recordedDate(spec: CaseSpec, asAt: string): string {
  return dateOf(spec.recorded.spec, asAt, asAt) ?? addDays(asAt, -200);
}

function refText(number: number, style: string): string {
  const ref = `R/${number}`;
  if (style === "blank") return "N/A";
  if (style === "lower case") return ref.toLowerCase();
  return style === "padded" ? `  ${ref} ` : ref;
}

function shuffled(rows: Row[], order: number[]): Row[] {
  const keyed = rows.map((row, at) => ({ row, key: order[at % order.length] ?? 0 }));
  return keyed.sort((a, b) => a.key - b.key).map(({ row }) => row);
}

/** One file, or two with the rows cut between them. */
function inFiles(role: string, rows: Row[], cut: number | null): NamedTable[] {
  if (cut === null || rows.length < 2) return [{ name: `${role}.csv`, rows }];
  const at = 1 + (cut % (rows.length - 1));
  return [
    { name: `${role}-1.csv`, rows: rows.slice(0, at) },
    { name: `${role}-2.csv`, rows: rows.slice(at) },
  ];
}
