import { CrossGlyph, HollowGlyph, TickGlyph } from "../../components/icons.tsx";
import type { InputColumns, RecognisedFile } from "../../types.ts";
import { roleOf } from "./choices.ts";
import { Confidence } from "./confidence.tsx";
import { formatSize } from "./file-size.ts";
import { rowsOf } from "./import-words.ts";
import type { ImportWork } from "./use-import.ts";

/** Lists the files of an import, each with its role, which the analyst can change, or left out. */
export function FileList(props: { files: RecognisedFile[]; work: ImportWork; input: InputColumns }) {
  const { files, work, input } = props;
  return (
    <section className="panel" aria-labelledby="files">
      <div className="panel__head">
        <div>
          <h2 id="files">Your files</h2>
          <p className="small">What each file seems to hold. Correct it if that is wrong.</p>
        </div>
      </div>
      <ul className="files">
        {files.map((file) => (
          <Item key={file.id} file={file} work={work} input={input} />
        ))}
      </ul>
    </section>
  );
}

function Item({ file, work, input }: { file: RecognisedFile; work: ImportWork; input: InputColumns }) {
  const role = roleOf(file, work.choices);
  const isChosen = work.choices.roles[file.id] !== undefined;

  function choose(value: string): void {
    const chosen = value === "" ? null : value;
    work.lookAgain({ ...work.choices, roles: { ...work.choices.roles, [file.id]: chosen } });
  }

  return (
    <li className="files__item">
      <span className={role === null ? "files__mark" : "files__mark files__mark--used"}>
        {file.fault ? <CrossGlyph /> : role === null ? <HollowGlyph /> : <TickGlyph />}
      </span>
      <span className="files__name file-name">
        <b>{file.name}</b>
        <span className="small">
          {file.fault === null && `${rowsOf(file.rows)}, `}
          {formatSize(file.bytes)}
        </span>
      </span>
      {file.fault ? (
        <span className="words--concern">Cannot be read: {file.fault}</span>
      ) : (
        <>
          <label className="field field--inline">
            <span>Holds</span>
            <select
              aria-label={`What ${file.name} holds`}
              value={role ?? ""}
              onChange={(event) => choose(event.target.value)}
            >
              {input.inputs.map(({ role: one, title }) => (
                <option key={one} value={one}>
                  {title}
                </option>
              ))}
              <option value="">Leave it out</option>
            </select>
          </label>
          {isChosen ? (
            <span className="small">As you said</span>
          ) : role === null ? (
            <span className="small">Not recognised: say what it holds</span>
          ) : (
            <Confidence confidence={file.confidence} certain={file.confidence >= 0.95 ? "Sure" : null} />
          )}
        </>
      )}
    </li>
  );
}
