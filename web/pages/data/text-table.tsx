import { useState } from "react";
import { formatCount } from "../../../server/wording/format.ts";
import { Scroller } from "../../components/scroller.tsx";
import type { CodeKind, InputColumns, RecognisedFile } from "../../types.ts";
import { allTexts, type ForeignText, matchedCode, openTexts, withCode, withoutCode } from "./choices.ts";
import { Confidence } from "./confidence.tsx";
import type { ImportWork } from "./use-import.ts";

const pageLength = 25;

const kindWords: Record<CodeKind, string> = {
  offence: "offence",
  outcome: "outcome",
  cancelled: "cancellation",
  answer: "yes or no",
};

/** Lists the texts in columns of codes, each with the code that it seems to mean. Only confirmed codes are applied. */
export function TextTable(props: { files: RecognisedFile[]; work: ImportWork; input: InputColumns }) {
  const { files, work, input } = props;
  const [page, setPage] = useState(0);
  const { texts, more } = allTexts(files, work.choices);
  const sure = files.flatMap((file) => openTexts(file, work.choices, "sure"));
  const open = texts.filter((text) => !matchedCode(text, work.choices).isConfirmed).length;
  const first = Math.min(page, Math.ceil(texts.length / pageLength) - 1) * pageLength;
  if (texts.length === 0) return null;

  function confirmSure(): void {
    work.choose(
      sure.reduce(
        (choices, { kind, text, code }) => (code === null ? choices : withCode(choices, kind, text, code)),
        work.choices,
      ),
    );
  }

  return (
    <section className="panel" aria-labelledby="texts">
      <div className="panel__head">
        <div>
          <h2 id="texts">Texts that are not codes</h2>
          <p className="small" role="status">
            {formatCount(texts.length - open)} of {formatCount(texts.length)} confirmed. The others count as
            not mapped.
          </p>
        </div>
        <div className="panel__tools">
          {sure.length > 0 && (
            <button type="button" className="button" onClick={confirmSure}>
              Confirm {sure.length === 1 ? "the likely one" : `the ${formatCount(sure.length)} likely ones`}
            </button>
          )}
        </div>
      </div>
      <Scroller label="Table of texts">
        <table className="matches">
          <caption className="visually-hidden">Your texts and the codes that they stand for</caption>
          <thead>
            <tr>
              <th scope="col">Your text</th>
              <th scope="col" className="number">
                Rows
              </th>
              <th scope="col">Stands for</th>
              <th scope="col">Confirmed</th>
            </tr>
          </thead>
          <tbody>
            {texts.slice(first, first + pageLength).map((text) => (
              <Row key={`${text.kind} ${text.text}`} text={text} work={work} input={input} />
            ))}
          </tbody>
        </table>
      </Scroller>
      {texts.length > pageLength && (
        <Pager first={first} total={texts.length} onPage={(next) => setPage(next / pageLength)} />
      )}
      {more > 0 && (
        <p className="small panel__note">
          The {formatCount(texts.length)} most frequent texts are listed; {formatCount(more)} rarer ones count
          as not mapped.
        </p>
      )}
    </section>
  );
}

function Row({ text, work, input }: { text: ForeignText; work: ImportWork; input: InputColumns }) {
  const { code, isConfirmed } = matchedCode(text, work.choices);
  const { choices, choose } = work;
  return (
    <tr className={isConfirmed ? undefined : "matches__unread"}>
      <th scope="row" className="matches__text">
        {text.text}
        <span className="small"> {kindWords[text.kind]}</span>
      </th>
      <td className="number">{formatCount(text.rows)}</td>
      <td>
        <select
          aria-label={`Code for ${text.text}`}
          value={code ?? ""}
          onChange={(event) =>
            choose(
              event.target.value === ""
                ? withoutCode(choices, text.kind, text.text)
                : withCode(choices, text.kind, text.text, event.target.value),
            )
          }
        >
          {(code === null || text.code === null) && <option value="">Choose a code…</option>}
          {input.codes[text.kind].map((known) => (
            <option key={known.code} value={known.code}>
              {known.code}: {known.label}
            </option>
          ))}
        </select>
        {!isConfirmed && <Confidence confidence={text.code === null ? 0 : text.confidence} />}
      </td>
      <td>
        {code !== null && (
          <label className="box">
            <input
              type="checkbox"
              checked={isConfirmed}
              aria-label={`Confirm that ${text.text} stands for ${code}`}
              onChange={(event) =>
                choose(
                  event.target.checked
                    ? withCode(choices, text.kind, text.text, code)
                    : withoutCode(choices, text.kind, text.text),
                )
              }
            />
          </label>
        )}
      </td>
    </tr>
  );
}

function Pager(props: { first: number; total: number; onPage: (first: number) => void }) {
  const { first, total, onPage } = props;
  const last = Math.min(first + pageLength, total);
  return (
    <nav className="pager" aria-label="Pages of texts">
      <button
        type="button"
        className="button"
        aria-disabled={first === 0}
        onClick={() => first > 0 && onPage(first - pageLength)}
      >
        Previous
      </button>
      <span role="status">
        {formatCount(first + 1)} to {formatCount(last)} of {formatCount(total)}
      </span>
      <button
        type="button"
        className="button"
        aria-disabled={last === total}
        onClick={() => last < total && onPage(last)}
      >
        Next
      </button>
    </nav>
  );
}
