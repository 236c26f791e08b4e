import type { ReactNode } from "react";
import { markOfVerdict } from "../../server/wording/judging.ts";
import { assuranceWords, variationLabel } from "../../server/wording/words.ts";
import type { Verdict } from "../types.ts";

/** Shows a verdict by colour, shape, letter and arrow, and in words for a screen reader. */
export function VariationIcon({ verdict }: { verdict: Pick<Verdict, "variation" | "direction"> }) {
  const mark = markOfVerdict(verdict);
  const label = variationLabel(verdict);
  if (mark === "common" || mark === "unjudged") {
    return (
      <Icon label={label}>
        <circle className={`icon-ring icon-ring--${verdict.variation}`} cx="17" cy="17" r="15" />
        <path
          className="icon-wave"
          d={greyShapes[verdict.variation === "look-again" ? "look-again" : mark]}
        />
      </Icon>
    );
  }
  const up = verdict.direction === "up";
  return (
    <Icon label={label}>
      <MarkShape mark={mark} />
      <text className="icon-letter" x={mark === "signal" ? 13 : 12.5} y={mark === "signal" ? 26 : 22.5}>
        {up ? "H" : "L"}
      </text>
      <path
        className="icon-arrow"
        d={up ? "M23 23.5v-12m-4.2 4.2 4.2-4.4 4.2 4.4" : "M23 10.5v12m-4.2-4.2 4.2 4.4 4.2-4.4"}
        transform={mark === "signal" ? "translate(-1.5 5) scale(.92 .9)" : undefined}
      />
    </Icon>
  );
}

/** An eye, a wave, a dash. */
const greyShapes = {
  "look-again": "M7 17c5-8 15-8 20 0c-5 8-15 8-20 0Zm7 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0",
  common: "M7 19c2.5-7.5 5-7.5 7.5-2s5 5.5 7 0 3.5-4 5.5-1.5",
  unjudged: "M12 17h10",
};

/** Shows where the target lies: P, the process always meets it; F, it always misses it; ?, the target is within the limits. */
export function AssuranceIcon({ assurance }: { assurance: NonNullable<Verdict["assurance"]> }) {
  const letter = { pass: "P", fail: "F", "hit-and-miss": "?" }[assurance];
  return (
    <Icon label={`Assurance: ${assuranceWords[assurance]}`}>
      {assurance === "fail" ? (
        <rect className="icon-box icon-box--fail" x="3" y="3" width="28" height="28" rx="2.5" />
      ) : (
        <circle
          className={assurance === "pass" ? "icon-ring icon-ring--pass" : "icon-ring"}
          cx="17"
          cy="17"
          r="15"
        />
      )}
      <path className="icon-target" d={assurance === "fail" ? "M8 9.5h18" : "M8.5 26h17"} />
      <text className={`icon-letter icon-letter--${assurance}`} x="17" y={assurance === "fail" ? 26.5 : 21}>
        {letter}
      </text>
    </Icon>
  );
}

function MarkShape({ mark }: { mark: "improvement" | "concern" | "signal" }) {
  if (mark === "concern")
    return <rect className="fill-concern" x="2.5" y="2.5" width="29" height="29" rx="2.5" />;
  if (mark === "signal") return <path className="fill-signal" d="M17 1 33.5 31.5H.5Z" />;
  return <circle className="fill-improvement" cx="17" cy="17" r="15.5" />;
}

function Icon({ label, children }: { label: string; children: ReactNode }) {
  return (
    <svg className="icon" viewBox="0 0 34 34" role="img" aria-label={label}>
      {children}
    </svg>
  );
}

/** A triangle with an exclamation mark; the words beside it say the same. */
export function WarningGlyph() {
  return (
    <svg className="glyph" viewBox="0 0 16 16" aria-hidden="true">
      <path className="glyph-line" d="M8 1.8 15 14H1Z" />
      <path className="glyph-line" d="M8 6v4.2M8 11.6v.9" />
    </svg>
  );
}

/** A tick; the words beside it say the same. */
export function TickGlyph() {
  return (
    <svg className="glyph" viewBox="0 0 16 16" aria-hidden="true">
      <path className="glyph-line" d="m2.5 8.5 3.5 3.5 7.5-8" />
    </svg>
  );
}

/** A cross; the words beside it say the same. */
export function CrossGlyph() {
  return (
    <svg className="glyph" viewBox="0 0 16 16" aria-hidden="true">
      <path className="glyph-line" d="m4 4 8 8m0-8-8 8" />
    </svg>
  );
}

/** An i in a circle; the words beside it say the same. */
export function InfoGlyph() {
  return (
    <svg className="glyph" viewBox="0 0 16 16" aria-hidden="true">
      <circle className="glyph-line" cx="8" cy="8" r="6.5" />
      <path className="glyph-line" d="M8 7.3v4M8 4.6v.8" />
    </svg>
  );
}

/** A small hollow circle, the mark of a month that is not judged. */
export function HollowGlyph() {
  return (
    <svg className="glyph glyph--small" viewBox="0 0 12 12" aria-hidden="true">
      <circle className="glyph-line" cx="6" cy="6" r="4" />
    </svg>
  );
}
