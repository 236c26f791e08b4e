import type { FileAccount, NamedTable, OutcomeEvent } from "./accounting.ts";
import { acceptCases, acceptOutcomes } from "./accounting.ts";
import type { Row } from "./csv.ts";
import { daysBetween, monthOf } from "./dates.ts";
import { commonestSpelling, labelsOf } from "./labels.ts";
import type { Offence, Outcome } from "./maps.ts";
import { offenceByText, offencesFrom, outcomesFrom } from "./maps.ts";
import type { Dimension, Scope } from "./names.ts";
import { readAge, readCode, readOptionalDate, readText, readYesNo } from "./read-values.ts";
import { isUnknownOutcome, stateOf } from "./state.ts";

export type Input = {
  cases: NamedTable[];
  outcomes: NamedTable[];
  asAt: string;
  offenceCodes: Row[];
  outcomeCodes: Row[];
  /** Whether any charge stands where the outcomes of a crime do not say whose they are. */
  chargeStands?: boolean;
};

/** One accepted crime with everything that section 2 of the contract says about it. */
export type Crime = {
  ref: string;
  recordedOn: string;
  recordedMonth: string;
  scopes: Scope[];
  labels: Record<Dimension, string>;
  cancelledCode: string | null;
  counted: boolean;
  /** The standing outcome, null when the crime is open. */
  standing: Outcome | null;
  charged: boolean;
  chargedOn: string | null;
  closedOn: string | null;
  /** Days from recording to closedOn, null when unknown or negative. */
  daysToOutcome: number | null;
  /** Days from recording to chargedOn, null when unknown or negative. */
  daysToCharge: number | null;
  undated: boolean;
  earlyAdviceOn: string | null;
  /** Days from recording to the early advice request, negative when it was before; null without one. */
  daysToEarlyAdvice: number | null;
  earlyAdviceIsUnknown: boolean;
  submittedOn: string | null;
  suspectIdentifiedOn: string | null;
  reportedOn: string | null;
  /** Every outcome event whose text is a code, in file order. */
  outcomes: { group: string; outcomeOn: string | null; keyedOn: string | null }[];
};

/** The account of each file and the accepted crimes, in the order of their first accepted row. */
export function readInput(input: Input): { files: FileAccount[]; crimes: Crime[] } {
  const offences = offencesFrom(input.offenceCodes);
  const outcomes = outcomesFrom(input.outcomeCodes);
  const cases = acceptCases(input.cases, input.asAt);
  const accepted = acceptOutcomes(input.outcomes, input.asAt, cases.records);

  const eventsOf = new Map<string, OutcomeEvent[]>();
  for (const event of accepted.events) {
    eventsOf.set(event.crimeRef, [...(eventsOf.get(event.crimeRef) ?? []), event]);
  }
  const spelled = commonestSpelling(input.cases.flatMap(({ rows }) => rows));
  const crimes = cases.records.map(({ crimeRef, recordedOn, row, rows }): Crime => {
    const offenceCode = readCode(row.offence_code);
    const offence = offenceOf(offenceCode, readText(row.offence_text), offences);
    const age = readAge(row.victim_age);
    const cancelledCode = readCode(row.cancelled_code);
    const earlyAdviceOn = earliest(rows, "early_advice_date", input.asAt);
    const labels = labelsOf(spelled(row), recordedOn, offence?.code ?? offenceCode, age, input.asAt);
    const events = eventsOf.get(crimeRef) ?? [];
    const known = events.filter(({ code }) => !isUnknownOutcome(code, outcomes));
    const isNamed = rows.some((each) => readYesNo(each.suspect_identified) === "yes");
    return {
      ref: crimeRef,
      recordedOn,
      recordedMonth: monthOf(recordedOn),
      scopes: scopesOf(offence, age),
      labels: isNamed ? { ...labels, suspect_identified: "yes" } : labels,
      cancelledCode,
      counted: cancelledCode === null,
      ...stateOf(recordedOn, events, outcomes, input.chargeStands ?? false),
      earlyAdviceOn,
      daysToEarlyAdvice: earlyAdviceOn === null ? null : daysBetween(recordedOn, earlyAdviceOn),
      earlyAdviceIsUnknown:
        readText(row.early_advice_sought) !== null && readYesNo(row.early_advice_sought) === "unknown",
      submittedOn: earliest(rows, "submission_date", input.asAt),
      suspectIdentifiedOn: earliest(rows, "suspect_identified_date", input.asAt),
      reportedOn: readOptionalDate(row.reported_date, input.asAt),
      outcomes: known.map(({ code, outcomeOn, keyedOn }) => ({
        group: outcomes.get(code ?? "0")?.group ?? "unmapped",
        outcomeOn,
        keyedOn,
      })),
    };
  });
  return { files: [...cases.files, ...accepted.files], crimes };
}

/** The earliest date that any row of a crime has in a column. */
function earliest(rows: Row[], column: string, asAt: string): string | null {
  return rows.flatMap((row) => readOptionalDate(row[column], asAt) ?? []).sort()[0] ?? null;
}

/** The free text counts only where the code is absent. */
function offenceOf(
  code: string | null,
  text: string | null,
  offences: Map<string, Offence>,
): Offence | undefined {
  if (code !== null) return offences.get(code);
  return text === null ? undefined : offenceByText(text, offences);
}

function scopesOf(offence: Offence | undefined, age: number | null): Scope[] {
  const scopes: Scope[] = ["all"];
  if (offence === undefined) return scopes;
  const isAdult = age !== null && age >= 16;
  if (offence.rape) scopes.push("rape");
  if (offence.adultRape === "yes") scopes.push("adult-rape");
  if (offence.adultRape === "if-victim-16-or-over" && isAdult) scopes.push("adult-rape");
  if (offence.rasso) scopes.push("rasso");
  if (offence.allSexual) scopes.push("all-sexual");
  return scopes;
}
