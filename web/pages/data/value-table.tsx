import { type ReactNode, useState } from "react";
import { formatCount } from "../../../server/wording/format.ts";
import type { CodeKind, InputColumns, RecognisedFile } from "../../types.ts";
import { type ForeignText, matchedCode, openTexts, roleOf, withCode, withoutCode } from "./choices.ts";
import { type CodedColumn, codedColumns } from "./coded-columns.ts";
import { Confidence } from "./confidence.tsx";
import { counted } from "./import-words.ts";
import { Pager, pageLength } from "./pager.tsx";
import type { ImportWork } from "./use-import.ts";

const kindWords: Record<CodeKind, string> = {
  offence: "an offence code",
  outcome: "an outcome code",
  cancelled: "a cancellation code",
  answer: "yes, no or not known",
};

type Props = { work: ImportWork; input: InputColumns };

/** Lists the texts of every column of codes and of yes and no, each with what it means. A text that is none of the codes counts as not
 * known until somebody confirms what it stands for. */
export function ValueTable(props: Props & { files: RecognisedFile[]; children?: ReactNode }) {
  const { files, work, input, children } = props;
  const columns = codedColumns(files, work.choices);
  const more = files.reduce(
    (sum, file) => sum + (roleOf(file, work.choices) === null ? 0 : file.moreTexts),
    0,
  );
  const sure = files.flatMap((file) => openTexts(file, work.choices, "sure"));
  const texts = columns.flatMap((column) => column.texts).filter(({ read }) => !read);
  const open = texts.filter((text) => !matchedCode(text, work.choices).isConfirmed).length;
  if (columns.length === 0) return null;

  function confirmSure(): void {
    work.choose(
      sure.reduce(
        (choices, { kind, text, code }) => (code === null ? choices : withCode(choices, kind, text, code)),
        work.choices,
      ),
    );
  }

  return (
    <section className="panel" aria-labelledby="values">
      <div className="panel__head">
        <div>
          <h2 id="values" tabIndex={-1}>
            Values
          </h2>
          <p className="small" role="status">
            {texts.length === 0
              ? "Every text is read as it stands."
              : `${formatCount(texts.length - open)} of ${formatCount(texts.length)} confirmed. The others count as not known.`}
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
      {columns.map((column) => (
        <Column key={column.column} column={column} work={work} input={input} />
      ))}
      {more > 0 && (
        <p className="small panel__note">
          The most frequent texts are listed; {formatCount(more)} rarer ones count as not known.
        </p>
      )}
      {children}
    </section>
  );
}

/** A column of yes and no shows every text, any other those that are not read: codes stand for themselves. */
function Column({ column, work, input }: Props & { column: CodedColumn }) {
  const [first, setFirst] = useState(0);
  const isAnswer = column.kind === "answer";
  const shown = column.texts.filter(({ read, code }) => !read || (isAnswer && code !== null));
  const rest = column.texts.filter((text) => !shown.includes(text));
  const id = `values-${column.column}`;
  return (
    <div className="values">
      <h3 id={id}>
        {column.headers.join(", ") || column.column}{" "}
        <span className="small">
          {column.column}: {kindWords[column.kind]}
        </span>
      </h3>
      <ul className="values__list" aria-labelledby={id}>
        {shown.slice(first, first + pageLength).map((text) => (
          <Value key={text.text} text={text} work={work} input={input} />
        ))}
      </ul>
      {shown.length > pageLength && (
        <Pager label={`Pages of ${column.column}`} first={first} total={shown.length} onPage={setFirst} />
      )}
      <AsTheyStand texts={rest} />
    </div>
  );
}

function Value({ text, work, input }: Props & { text: ForeignText }) {
  const { code, isConfirmed } = matchedCode(text, work.choices);
  const { choices, choose } = work;
  const { kind } = text;
  const isOpen = !text.read && !isConfirmed;
  const leave = () => choose(withoutCode(choices, kind, text.text));
  return (
    <li className={isOpen ? "value value--open" : "value"}>
      <span className="value__text">“{text.text}”</span>
      <span className="number">{formatCount(text.rows)}</span>
      <span className="value__choice">
        <select
          aria-label={`Code for ${text.text}`}
          value={code ?? ""}
          onChange={({ target: { value } }) =>
            value === "" ? leave() : choose(withCode(choices, kind, text.text, value))
          }
        >
          {(code === null || text.code === null) && <option value="">Choose…</option>}
          {input.codes[kind].map((known) => (
            <option key={known.code} value={known.code}>
              {kind === "answer" ? known.label : `${known.code}: ${known.label}`}
            </option>
          ))}
        </select>
        {isOpen && <Confidence confidence={text.code === null ? 0 : text.confidence} />}
      </span>
      {!text.read && code !== null && (
        <label className="box">
          <input
            type="checkbox"
            checked={isConfirmed}
            aria-label={`Confirm that ${text.text} stands for ${code}`}
            onChange={({ target }) =>
              target.checked ? choose(withCode(choices, kind, text.text, code)) : leave()
            }
          />
        </label>
      )}
    </li>
  );
}

/** The texts that need no word: blanks, and those that are read as they stand. */
function AsTheyStand({ texts }: { texts: ForeignText[] }) {
  const blank = texts.find(({ text }) => text === "");
  const read = texts.filter(({ text }) => text !== "");
  return (
    <>
      {blank && (
        <p className="small values__blank">
          Blank in {formatCount(blank.rows)} {blank.rows === 1 ? "row" : "rows"}: not known, and never turned
          into “no”.
        </p>
      )}
      {read.length > 0 && (
        <details className="disclosure">
          <summary>{counted(read.length, "text")} read as it stands</summary>
          <ul className="values__read">
            {read.map(({ text, code, label, rows }) => (
              <li key={text}>
                “{text}” ({formatCount(rows)}){code !== null && `: ${label ?? code}`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
