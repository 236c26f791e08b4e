import { confidenceWords } from "./choices.ts";

/** Shows how sure a suggestion is, by five bars and a word. `certain` replaces the word when there is no doubt. */
export function Confidence({ confidence, certain = null }: { confidence: number; certain?: string | null }) {
  const { word, bars } = certain === null ? confidenceWords(confidence) : { word: certain, bars: 5 };
  return (
    <span className="confidence">
      <svg viewBox="0 0 46 10" aria-hidden="true">
        {[0, 1, 2, 3, 4].map((place) => (
          <rect
            key={place}
            className={place < bars ? "confidence__bar" : "confidence__bar confidence__bar--empty"}
            x={place * 9.4}
            width="7.6"
            height="10"
          />
        ))}
      </svg>
      {word}
    </span>
  );
}
