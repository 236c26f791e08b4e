import type { CodeKind } from "../../contract/mapping.ts";
import { isDay } from "./day.ts";
import { meaningOf } from "./meaning.ts";
import type { KnownCode, Vocabulary } from "./vocabulary.ts";
import { contained, likeness } from "./words.ts";

export type SuggestedCode = { code: string; label: string; confidence: number };

/** Where a code stands inside a text: “(OC1)”, “Outcome 16”, “16 - …”, “(18)” at the end; “19C” for an offence. A bare number
 * within a text is none: “aged 16 or over”. */
const embedded: Record<CodeKind, RegExp[]> = {
  outcome: [
    /\bOC\s*[-:]?\s*0*(\d{1,2}A?)\b/i,
    /\b(?:outcome|type)(?:\s+(?:type|code|no\.?|number))?\s*[-:]?\s*0*(\d{1,2}A?)\b/i,
    /^\s*0*(\d{1,2}A?)\s*[^\w\s][\s\W]*(?=[a-z])/i,
    /\(\s*0*(\d{1,2}A?)\s*\)\s*$/i,
  ],
  offence: [/\b0*(\d{2,3}[A-Z])\b/i, /^\s*0*(\d{2,3})\s*[^\w\s][\s\W]*(?=[a-z])/i],
  cancelled: [/\b(C[1-5])\b/i, /\b(N100)(?:\/\d+)?\b/i],
  answer: [],
};

const fewestLikeness = 0.4;

/** The code that a free text seems to mean, with a confidence from 0 to 1; null if none is near. */
export function suggestCode(text: string, kind: CodeKind, vocabulary: Vocabulary): SuggestedCode | null {
  if (isDay(text)) return null;
  const codes = vocabulary[kind];
  const written = embeddedCode(text, kind, codes);
  const [nearest, second] = byLikeness(written?.rest ?? text, codes);
  if (written) {
    const { code, label } = written.known;
    if (nearest?.known === written.known) return { code, label, confidence: 0.99 };
    return { code, label, confidence: (nearest?.likeness ?? 0) >= 0.8 ? 0.5 : 0.95 };
  }
  if (!nearest || nearest.likeness < fewestLikeness) return null;
  const isAlone = nearest.likeness - (second?.likeness ?? 0) >= 0.08;
  const confidence = isAlone ? nearest.likeness * 0.95 : Math.min(0.45, nearest.likeness);
  return { code: nearest.known.code, label: nearest.known.label, confidence: Number(confidence.toFixed(2)) };
}

/** The code that is written in a text, and what else the text says. */
function embeddedCode(
  text: string,
  kind: CodeKind,
  codes: KnownCode[],
): { known: KnownCode; rest: string } | null {
  for (const pattern of embedded[kind]) {
    const [whole = "", code = ""] = pattern.exec(text) ?? [];
    const known = codes.find((each) => each.code === code.toUpperCase());
    if (known) return { known, rest: text.replace(whole, " ") };
  }
  return null;
}

/** The codes, the nearest first. */
function byLikeness(text: string, codes: KnownCode[]): { known: KnownCode; likeness: number }[] {
  const words = meaningOf(text);
  return codes
    .map((known) => ({ known, likeness: Math.max(...known.texts.map((each) => meant(words, each))) }))
    .sort((a, b) => b.likeness - a.likeness);
}

/** How likely a text means what a known text says. A long explanation holds all of it and more. Other numbers (under 13, under
 * 16), another sex, or a denial in only one of them change the meaning. */
function meant(text: Set<string>, known: Set<string>): number {
  const alike = likeness(text, known);
  const mixed = Math.max(alike, 0.45 * alike + 0.55 * contained(known, text));
  const differs = decisive.filter((isDecisive) => !hasSame(text, known, isDecisive));
  return mixed * 0.6 ** differs.length;
}

const decisive: ((word: string) => boolean)[] = [
  (word) => /^\d+$/.test(word),
  (word) => word === "unidentified",
  (word) => word === "unsupported",
  (word) => ["male", "female"].includes(word),
];

function hasSame(some: Set<string>, others: Set<string>, counts: (word: string) => boolean): boolean {
  const [mine, theirs] = [some, others].map((words) => [...words].filter(counts).sort().join(" "));
  return mine === theirs;
}
