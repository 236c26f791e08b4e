import type { InputColumns, RecognisedFile, Role } from "../../types.ts";
import { matchedColumn, missingColumns, openColumns, withColumn, withoutColumn } from "./choices.ts";
import { Confidence } from "./confidence.tsx";
import { neededWords } from "./needed-words.ts";
import type { ImportWork } from "./use-import.ts";

type Column = RecognisedFile["columns"][number];
type Props = { file: RecognisedFile; role: Role; work: ImportWork; input: InputColumns };

/** Lists each column of a file with some values, the field that it seems to be, and how sure that is. */
export function ColumnTable({ file, role, work, input }: Props) {
  const missing = missingColumns(file, work.choices, input.required);
  const sure = openColumns(file, work.choices, "sure");
  const id = `columns-${file.id}`;

  function confirmSure(): void {
    work.choose(
      sure.reduce(
        (choices, { header, column }) => withColumn(choices, file, role, header, column),
        work.choices,
      ),
    );
  }

  return (
    <section className="panel" aria-labelledby={`${id} ${id}-file`}>
      <div className="panel__head">
        <div>
          <h2 id={id}>Match your columns</h2>
          <p className="small">
            <span id={`${id}-file`} className="file-name">
              {file.name}
            </span>
            , {file.columns.length} columns, read as {role}
          </p>
        </div>
        <div className="panel__tools">
          {sure.length > 0 && (
            <button type="button" className="button" onClick={confirmSure}>
              Confirm {sure.length === 1 ? "the likely one" : `the ${sure.length} likely ones`}
            </button>
          )}
        </div>
      </div>
      {missing.length > 0 && (
        <p className="lacking" role="status">
          <b>Missing:</b> {missing.join(", ")}. Choose or confirm the column that holds{" "}
          {missing.length === 1 ? "it" : "each"}.
        </p>
      )}
      <table className="matches">
        <caption className="visually-hidden">
          The columns of {file.name} and the fields that they are read as
        </caption>
        <thead>
          <tr>
            <th scope="col">Your column, and its first values</th>
            <th scope="col">Is our field</th>
            <th scope="col">Confirmed</th>
          </tr>
        </thead>
        <tbody>
          {file.columns.map((column) => (
            <Row key={column.header} column={column} file={file} role={role} work={work} input={input} />
          ))}
        </tbody>
      </table>
      <p className="small panel__note">
        <b>Exact</b>: the header is a known name and is read as it is. <b>High</b> and <b>Check</b> are only
        read once you confirm them. A blank stays “not known”; it is never turned into “no”.
      </p>
    </section>
  );
}

function Row({ column, file, role, work, input }: Props & { column: Column }) {
  const { choices } = work;
  const { header } = column;
  const matched = matchedColumn(column, role, choices);
  const isRead = matched.column !== null && matched.source !== "suggested";

  function choose(chosen: string | null): void {
    const next = withColumn(choices, file, role, header, chosen);
    const isCoded = [chosen, matched.column].some((each) => each !== null && each in input.coded);
    if (isCoded) work.lookAgain(next);
    else work.choose(next);
  }

  return (
    <tr className={isRead ? undefined : "matches__unread"}>
      <th scope="row" className="matches__header">
        {header || <i>(no name)</i>}
        <span className="matches__sample">
          {column.refused === null ? column.samples.slice(0, 3).join(" · ") || "(blank)" : "(not shown)"}
        </span>
      </th>
      {column.refused === null ? (
        <>
          <td>
            <select
              aria-label={`Field for column ${header}`}
              value={matched.column ?? ""}
              onChange={(event) => choose(event.target.value || null)}
            >
              <option value="">Do not read</option>
              {(input.columns[role] ?? []).map((field) => (
                <option key={field.column} value={field.column}>
                  {field.column}
                </option>
              ))}
            </select>
            <Sureness column={column} matched={matched} needed={neededWords(matched.column, role, input)} />
          </td>
          <td>
            {matched.source === "known" && "By name"}
            {(matched.source === "suggested" ||
              (matched.source === "confirmed" && matched.column !== null)) && (
              <label className="box">
                <input
                  type="checkbox"
                  checked={matched.source === "confirmed"}
                  aria-label={`Confirm that ${header} is ${matched.column}`}
                  onChange={(event) =>
                    event.target.checked
                      ? choose(matched.column)
                      : work.choose(withoutColumn(choices, role, header))
                  }
                />
              </label>
            )}
          </td>
        </>
      ) : (
        <td colSpan={2}>
          <b>Never read:</b> {column.refused}. Export a pseudonymous key in its place if you need one.
        </td>
      )}
    </tr>
  );
}

function Sureness(props: { column: Column; matched: ReturnType<typeof matchedColumn>; needed: string }) {
  const { column, matched, needed } = props;
  return (
    <span className="matches__sure small">
      {matched.source === "confirmed" ? (
        "As you said"
      ) : (
        <Confidence confidence={column.confidence} certain={matched.source === "known" ? "Exact" : null} />
      )}{" "}
      {needed}
    </span>
  );
}
