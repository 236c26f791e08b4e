/** Shortened and different words for the same thing, as headers and texts of records systems have them. */
const sameWords: Record<string, string> = {
  dt: "date",
  dte: "date",
  num: "number",
  nbr: "number",
  ref: "reference",
  urn: "reference",
  id: "reference",
  cd: "code",
  desc: "description",
  descr: "description",
  txt: "description",
  text: "description",
  vic: "victim",
  complainant: "victim",
  sus: "suspect",
  susp: "suspect",
  offender: "suspect",
  off: "offence",
  offense: "offence",
  crim: "crime",
  occurrence: "crime",
  incident: "crime",
  investigation: "crime",
  rec: "recorded",
  recd: "recorded",
  record: "recorded",
  created: "recorded",
  logged: "recorded",
  registered: "recorded",
  rep: "reported",
  rptd: "reported",
  committed: "offence",
  occurred: "offence",
  disposal: "outcome",
  disp: "outcome",
  finalised: "outcome",
  finalisation: "outcome",
  result: "outcome",
  gender: "sex",
  division: "district",
  borough: "district",
  lpa: "district",
  lpu: "district",
  bcu: "district",
  ind: "flag",
  indicator: "flag",
  abuse: "domestic",
  da: "domestic",
  sub: "submission",
  submitted: "submission",
  referral: "submission",
  cancel: "cancelled",
  cancellation: "cancelled",
  summonsed: "summons",
  charge: "charged",
};

const lightWords: Record<string, number> = {
  date: 0.6,
  code: 0.6,
  number: 0.5,
  reference: 0.7,
  description: 0.5,
  name: 0.3,
  flag: 0.3,
  type: 0.4,
  a: 0.1,
  an: 0.1,
  the: 0.1,
  of: 0.1,
  in: 0.1,
  on: 0.1,
  by: 0.1,
  is: 0.1,
  to: 0.1,
  for: 0.1,
  or: 0.1,
  and: 0.1,
};

/** Splits a header or text into words in small letters: `VicAge` and `vic_age` are two words each. Shortened words are written
 * out. */
export function wordsOf(text: string): Set<string> {
  const words = text
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  return new Set(words.map((word) => sameWords[word] ?? sameWords[singular(word)] ?? singular(word)));
}

/** The words of a header, in which “no” is short for number. */
export function headerWordsOf(header: string): Set<string> {
  const words = wordsOf(header);
  return words.delete("no") ? words.add("number") : words;
}

/** How alike two sets of words are, from 0 to 1: twice the weight that they share, over the weight of both. */
export function likeness(some: Set<string>, others: Set<string>): number {
  const both = weightOf(some) + weightOf(others);
  return both === 0 ? 0 : (2 * sharedWeight(some, others)) / both;
}

/** How much of the first set of words stands in the second, from 0 to 1. */
export function contained(some: Set<string>, others: Set<string>): number {
  const whole = weightOf(some);
  return whole === 0 ? 0 : sharedWeight(some, others) / whole;
}

function sharedWeight(some: Set<string>, others: Set<string>): number {
  return weightOf([...some].filter((word) => others.has(word)));
}

function singular(word: string): string {
  return /[^s]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word;
}

function weightOf(words: Iterable<string>): number {
  let weight = 0;
  for (const word of words) weight += lightWords[word] ?? 1;
  return weight;
}
