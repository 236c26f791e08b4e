import type { ReactNode } from "react";
import { MarkSymbol } from "../../charts/mark-symbol.tsx";
import type { Tile } from "../../types.ts";

/** Explains the marks, at the foot of the flight deck. On every other page the lines carry labels. */
export function KeyOfMarks({ tiles }: { tiles: Tile[] }) {
  const hasLimits = tiles.some(
    ({ points, limits }) => limits !== null || points.some(({ spc }) => spc !== null),
  );
  const hasTarget = tiles.some(({ target }) => target !== null);
  return (
    <section className="key" aria-label="Key of marks">
      <ul>
        {hasLimits && (
          <>
            <Entry words="A month’s signal: the better way">
              <MarkSymbol mark="improvement" x={8} y={8} size={1.2} />
            </Entry>
            <Entry words="A month’s signal: the worse way">
              <MarkSymbol mark="concern" x={8} y={8} size={1.2} />
            </Entry>
            <Entry words="A month’s signal: no agreed direction">
              <MarkSymbol mark="signal" x={8} y={8} size={1.2} />
            </Entry>
          </>
        )}
        <Entry words={hasLimits ? "Usual variation" : "Complete month"}>
          <MarkSymbol mark="common" x={8} y={8} size={1.2} />
        </Entry>
        <Entry words="Latest month that may be judged">
          <MarkSymbol mark="common" x={8} y={8} size={1.2} />
          <circle className="ring" cx="8" cy="8" r="5.8" />
        </Entry>
        <Entry words="Maturing or ramp-up, not judged">
          <MarkSymbol mark="unjudged" x={8} y={8} size={1.3} />
        </Entry>
        {hasLimits && (
          <Entry words="Average and limits">
            <rect className="band" x="0" y="2" width="16" height="12" />
            <path className="mean-line" d="M0 8h16" />
          </Entry>
        )}
        {hasTarget && (
          <Entry words="Target">
            <path className="target-line" d="M0 8h16" />
          </Entry>
        )}
      </ul>
      {hasLimits && (
        <p>
          Control charts (XmR): a signal is a point outside the limits, 7 on one side of the average, 7 rising
          or falling, or 2 of 3 near a limit. Months still maturing and an export’s ramp-up are never judged.
          A signal of a month is not the verdict: one word stands for that, with its icon, wherever the
          measure is shown.
        </p>
      )}
    </section>
  );
}

function Entry({ words, children }: { words: string; children: ReactNode }) {
  return (
    <li>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {children}
      </svg>
      {words}
    </li>
  );
}
