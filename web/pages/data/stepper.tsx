import { TickGlyph } from "../../components/icons.tsx";
import type { Step } from "./steps.ts";

/** Shows the steps of an import, what is left in each, and which is next. A step leads to its part of the page. */
export function Stepper({ steps }: { steps: Step[] }) {
  const next = steps.findIndex(({ isDone }) => !isDone);
  return (
    <nav aria-label="Steps of the import">
      <ol className="steps">
        {steps.map(({ title, left, isDone, part }, place) => (
          <li
            key={title}
            className={isDone ? "step step--done" : "step"}
            aria-current={place === next ? "step" : undefined}
          >
            <span className="step__mark">{isDone ? <TickGlyph /> : place + 1}</span>
            <span>
              <a href={`#${part}`} className="step__title">
                {title}
                {isDone && <span className="visually-hidden">, done</span>}
              </a>
              <span className="step__left">{left}</span>
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}
