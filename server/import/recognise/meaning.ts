import { wordsOf } from "./words.ts";

/** Phrases of outcomes and offences that decide the meaning, each as one word. */
const phrases: [RegExp, string][] = [
  [
    /\b(no|without)( named| known)? suspects?\b|\bsuspects?( is| was| has)? not( been)? (identified|known|named)|\b(unknown|unidentified|unnamed) (suspect|offender)s?|\bundetected\b/g,
    " suspect unidentified ",
  ],
  [/\b(named|known) (suspect|offender)s?\b/g, " suspect identified "],
  [
    /\b(does|did|do|will|would|is)( not|n['’]t)( want| wish| willing)?( to)? support\w*|\b(no longer|not) support\w*|\bdeclin\w+( or (is )?unable)?( to support)?|\bunable to support|\bwithdr[aeo]w\w*( support)?|\bunwilling( to support)?/g,
    " unsupported ",
  ],
  [/\bwom[ae]n\b|\bgirls?\b/g, "female"],
  [/\bm[ae]n\b|\bboys?\b/g, "male"],
];

/** The words of a text that says what a code means, without a letter that only puts it in order (“b. Charged”). */
export function meaningOf(text: string): Set<string> {
  const plain = text.toLowerCase().replace(/^\s*[a-z]{1,2}[.)]\s+/, "");
  return wordsOf(phrases.reduce((said, [phrase, word]) => said.replace(phrase, word), plain));
}
