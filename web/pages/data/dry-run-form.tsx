import { type FormEvent, useState } from "react";
import { formatDate } from "../../../server/wording/format.ts";
import type { CurrentImport, InputColumns } from "../../types.ts";
import { hindrances, leftOut } from "./before-dry-run.ts";
import { roleOf } from "./choices.ts";
import { problemWords } from "./import-words.ts";
import type { ImportWork } from "./use-import.ts";

/** Asks for the as-at date, says what is missing, and starts the dry run. */
export function DryRunForm(props: { current: CurrentImport; work: ImportWork; input: InputColumns }) {
  const { current, work, input } = props;
  const { choices, dryRun } = work;
  const [wasAsked, setAsked] = useState(false);
  const hindered = hindrances(current.files, choices, input);

  function ask(event: FormEvent): void {
    event.preventDefault();
    setAsked(true);
    if (hindered.length === 0) dryRun.mutate(choices);
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
        <AsAt current={current} work={work} />
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
          {current.dryRun === null ? "Start the dry run" : "Run again"}
        </button>
      </form>
    </section>
  );
}

function AsAt({ current, work }: { current: CurrentImport; work: ImportWork }) {
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
