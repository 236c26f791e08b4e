/** Splits paragraphs between two sentences into those that fit and the rest. The rest has at least some 250 letters, so that no page
 * begins with a line or two. */
export function splitText(
  paragraphs: string[],
  fits: (shown: string[]) => boolean,
): { shown: string[]; rest: string[] } {
  if (fits(paragraphs)) return { shown: paragraphs, rest: [] };
  const sentences = paragraphs.flatMap((text, paragraph) =>
    text.split(/(?<=[.!?])\s+/).map((sentence) => ({ sentence, paragraph })),
  );
  const joined = (from: number, to: number) => {
    const taken = sentences.slice(from, to);
    return paragraphs.flatMap((_, index) => {
      const own = taken.filter(({ paragraph }) => paragraph === index);
      return own.length > 0 ? [own.map(({ sentence }) => sentence).join(" ")] : [];
    });
  };
  let cut = sentences.length;
  while (cut > 0 && (!fits(joined(0, cut)) || joined(cut, sentences.length).join("").length < fewestLetters))
    cut -= 1;
  return { shown: joined(0, cut), rest: joined(cut, sentences.length) };
}

const fewestLetters = 250;
