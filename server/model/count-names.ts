/** The answers that show counts of crimes or rows, by the names that rules of access and relations of KPIs use. */
export const answerNames = [
  "series",
  "breakdown",
  "distribution",
  "outcome-mix",
  "open-by-age",
  "incidence",
  "funnel",
  "files",
  "checks",
] as const;

export type AnswerName = (typeof answerNames)[number];

/** What a count counts, of any crimes and months: the answer that shows it, the KPI or basis that the answer
 * is of, and what it is there, such as `["numerator"]` or `["group", "charged", 365]`. Numbers are days. */
export type CountName = { answer: AnswerName; of: string | null; what: (string | number)[] };

/** The kind of a count: its name without days, because an answer has days only for crimes that are old enough. */
export function kindOf({ answer, of, what }: CountName): string {
  return JSON.stringify([answer, of, what.map((part) => (typeof part === "number" ? null : part))]);
}

/** A count in words, for messages to people who write KPIs. */
export function inWords({ answer, of, what }: CountName): string {
  return `${what.join(" ")} of ${of === null ? answer : `${answer} ${of}`}`;
}
