import { type FormEvent, useState } from "react";
import { formatDate, formatShortDate } from "../../../server/wording/format.ts";
import type { CurrentImport, InputColumns } from "../../types.ts";
import { hindrances, leftOut } from "./before-dry-run.ts";
import { type Choices, roleOf } from "./choices.ts";
import { problemWords } from "./import-words.ts";
import type { ImportWork } from "./use-import.ts";

/** Asks for the as-at date and for the reason to override a limit, says what is missing, and starts the dry run. */
export function DryRunForm(props: { current: CurrentImport; work: ImportWork; input: InputColumns }) {
  const { current, work, input } = props;
  const { choices, choose, dryRun } = work;
  const [wasAsked, setAsked] = useState(false);
  const hindered = hindrances(current.files, choices, input);
  const limits = current.dryRun?.limits ?? [];

  function start(given: Choices): void {
    setAsked(true);
    if (hindered.length === 0) dryRun.mutate(given);
  }

  function ask(event: FormEvent): void {
    event.preventDefault();
    start(choices);
  }

  function useAsAt(asAt: string): void {
    choose({ ...choices, asAt });
    start({ ...choices, asAt });
  }

  return (
    <section className="panel" aria-labelledby="try">
      <div className="panel__head">
        <div>
          <h2 id="try" tabIndex={-1}>
            Dry run
          </h2>
          <p className="small">Works out and checks everything, and publishes nothing.</p>
        </div>
      </div>
      <form className="dry-run" onSubmit={ask}>
        <AsAt current={current} work={work} onUse={useAsAt} />
        {limits.length > 0 && (
          <label className="field">
            <span>Why it is right all the same (kept with the snapshot)</span>
            <textarea
              className="input"
              rows={3}
              maxLength={1000}
              value={choices.reason}
              onChange={(event) => choose({ ...choices, reason: event.target.value })}
            />
          </label>
        )}
        <ul className="left-out">
          {leftOut(current.files, choices).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
        {wasAsked && hindered.length > 0 && (
          <div className="problem" role="alert">
            <p>Before a dry run:</p>
            <ul>
              {hindered.map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          </div>
        )}
        {dryRun.error && !current.dryRun?.refusal && (
          <p className="problem" role="alert">
            {problemWords(dryRun.error)}
          </p>
        )}
        <button type="submit" className="button button--main">
          {limits.length > 0 && choices.reason.trim() ? "Dry run with this reason" : "Start the dry run"}
        </button>
      </form>
    </section>
  );
}

function AsAt(props: { current: CurrentImport; work: ImportWork; onUse: (asAt: string) => void }) {
  const { current, work } = props;
  const { choices, choose } = work;
  const suggested = current.dryRun?.suggestedAsAt ?? null;
  const hasExtract = current.files.some(
    (file) => roleOf(file, choices) !== null && file.columns.some(({ column }) => column === "extract_date"),
  );
  return (
    <div className="as-at">
      <label className="field">
        <span>As-at date: when the export was taken</span>
        <input
          type="date"
          className="input"
          value={choices.asAt}
          aria-describedby="as-at-note"
          onChange={(event) => choose({ ...choices, asAt: event.target.value })}
        />
      </label>
      {suggested && choices.asAt !== suggested && (
        <button type="button" className="button button--main" onClick={() => props.onUse(suggested)}>
          Run as at {formatShortDate(suggested)}
        </button>
      )}
      <p className="small" id="as-at-note">
        {suggested
          ? `The latest date in the files is ${formatDate(suggested)}.`
          : hasExtract
            ? "Left empty, the latest extract_date of the files is taken."
            : "The files do not say. Left empty, the dry run suggests the latest date in them."}
      </p>
    </div>
  );
}
