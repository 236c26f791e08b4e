import words from "../../../queries/inputs/words.json";

/** Shortened and different words for the same thing, as headers and texts of records systems have them. */
const sameWords = new Map(
  Object.entries(words.means).flatMap(([word, others]) => others.map((other) => [other, word] as const)),
);

const weights = new Map(Object.entries(words.weights));

/** Splits a header or text into words in small letters: `VicAge` and `vic_age` are two words each. Shortened words are written
 * out. */
export function wordsOf(text: string): Set<string> {
  const found = text
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  return new Set(found.map((word) => sameWords.get(word) ?? sameWords.get(singular(word)) ?? singular(word)));
}

/** The words of a header, in which “no” is short for number. */
export function headerWordsOf(header: string): Set<string> {
  const found = wordsOf(header);
  return found.delete("no") ? found.add("number") : found;
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

function weightOf(said: Iterable<string>): number {
  let weight = 0;
  for (const word of said) weight += weights.get(word) ?? 1;
  return weight;
}
