import { formatCount, formatMoment } from "../../../server/wording/format.ts";
import { HollowGlyph, TickGlyph } from "../../components/icons.tsx";
import type { CurrentImport } from "../../types.ts";
import { FocusedHeading } from "./focused-heading.tsx";
import { stagesOf, titleOfWork } from "./import-words.ts";

/** Shows how far the server is: each stage done, under way or to come, and the current step. */
export function Stages({ current, onCancel }: { current: CurrentImport; onCancel: (() => void) | null }) {
  const stages = stagesOf(current.state);
  const at = stages.findIndex(({ stage }) => stage === current.progress?.stage);
  return (
    <section className="panel" aria-labelledby="work">
      <div className="panel__head">
        <div>
          <FocusedHeading id="work">{titleOfWork(current.state)}</FocusedHeading>
          <p className="small">
            Begun by {current.by} on {formatMoment(current.startedAt)}. What is served stays as it is
            meanwhile.
          </p>
        </div>
        <div className="panel__tools">
          {onCancel && (
            <button type="button" className="button" onClick={onCancel}>
              Cancel
            </button>
          )}
        </div>
      </div>
      <ol className="stages">
        {stages.map(({ stage, title }, place) => (
          <li
            key={stage}
            className={place === at ? "stage stage--now" : "stage"}
            aria-current={place === at ? "step" : undefined}
          >
            <span className={place < at ? "stage__mark stage__mark--done" : "stage__mark"}>
              {place < at ? <TickGlyph /> : <HollowGlyph />}
            </span>
            <span>
              {title}
              {place < at && <span className="visually-hidden">: done</span>}
            </span>
            {place === at && current.progress && <Progress title={title} progress={current.progress} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Progress({ title, progress }: { title: string; progress: NonNullable<CurrentImport["progress"]> }) {
  const { detail, done, of } = progress;
  return (
    <span className="stage__progress">
      <progress className="bar" aria-label={title} {...(of > 1 && { value: done, max: of })} />
      <span className="small">
        {of > 1 && `${formatCount(Math.min(done + 1, of))} of ${formatCount(of)}`}
        {of > 1 && detail && ": "}
        {detail}
      </span>
    </span>
  );
}
