import { type FormEvent, useState } from "react";
import { formatShortDate } from "../../../server/wording/format.ts";
import { CrossGlyph, TickGlyph, WarningGlyph } from "../../components/icons.tsx";
import type { CurrentImport, ImportResult } from "../../types.ts";
import { unexplainedTexts } from "./coded-columns.ts";
import { FocusedHeading } from "./focused-heading.tsx";
import { counted } from "./import-words.ts";
import { showPart } from "./show-part.ts";
import type { ImportWork } from "./use-import.ts";
import { type Verdict as Found, verdictOf } from "./verdict-words.ts";

type Props = { current: CurrentImport; result: ImportResult; work: ImportWork };

/** Opens a dry run with what it comes to, and the buttons for what to do then. */
export function Verdict({ current, result, work }: Props) {
  const verdict = verdictOf(result);
  const [isAsking, setAsking] = useState(false);
  return (
    <section className={`verdict verdict--${verdict.kind}`} aria-labelledby="verdict">
      <span className="verdict__mark">{glyphOf(verdict.kind)}</span>
      <div className="verdict__words">
        <FocusedHeading id="verdict" level="h1">
          {verdict.title}
        </FocusedHeading>
        <ul className="verdict__lines">
          {verdict.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        {verdict.kind === "overridden" && work.choices.reason.trim() && (
          <p>Your reason, kept with the snapshot: “{work.choices.reason.trim()}”</p>
        )}
        {isAsking && <ReasonForm work={work} />}
      </div>
      <div className="verdict__ways">
        <MainWay current={current} result={result} work={work} kind={verdict.kind} />
        {verdict.kind === "breaks" && !result.ok && (
          <button
            type="button"
            className="button"
            aria-expanded={isAsking}
            onClick={() => setAsking(!isAsking)}
          >
            Publish anyway…
          </button>
        )}
        <button type="button" className="link-button" onClick={() => work.discard.mutate()}>
          Throw away
        </button>
      </div>
    </section>
  );
}

function glyphOf(kind: Found["kind"]) {
  if (kind === "safe") return <TickGlyph />;
  return kind === "overridden" || kind === "question" ? <WarningGlyph /> : <CrossGlyph />;
}

/** The one button that leads on: publish, say when the export was taken, or map the texts that nothing reads. */
function MainWay({ current, result, work, kind }: Props & { kind: Found["kind"] }) {
  const texts = unexplainedTexts(current.files, work.choices).length;
  const { suggestedAsAt, snapshot } = result;
  const mapTexts = texts > 0 && kind !== "safe" && kind !== "question" && (
    <button type="button" className="button button--main" onClick={() => showPart("values")}>
      Map the {counted(texts, "text")}
    </button>
  );
  return (
    <>
      {mapTexts}
      {kind === "question" && suggestedAsAt !== null && (
        <button
          type="button"
          className="button button--main"
          onClick={() => work.tryWith({ ...work.choices, asAt: suggestedAsAt })}
        >
          Run as at {formatShortDate(suggestedAsAt)}
        </button>
      )}
      {result.ok && snapshot && (
        <button
          type="button"
          className={kind === "breaks" && mapTexts ? "button" : "button button--main"}
          onClick={() => work.publish.mutate()}
        >
          Publish {formatShortDate(snapshot.asAt)} snapshot
        </button>
      )}
    </>
  );
}

/** Asks why a limit is exceeded and right all the same. The dry run is made again with the reason, and can then be published. */
function ReasonForm({ work }: { work: ImportWork }) {
  const { choices } = work;

  function ask(event: FormEvent): void {
    event.preventDefault();
    if (choices.reason.trim() !== "") work.tryWith(choices);
  }

  return (
    <form className="verdict__reason" onSubmit={ask}>
      <label className="field">
        <span>Why it is right all the same (kept with the snapshot)</span>
        <textarea
          className="input"
          rows={3}
          maxLength={1000}
          required
          value={choices.reason}
          onChange={(event) => work.choose({ ...choices, reason: event.target.value })}
        />
      </label>
      <button type="submit" className="button">
        Dry run with this reason
      </button>
    </form>
  );
}
