import { CrossGlyph, HollowGlyph, TickGlyph } from "../../components/icons.tsx";
import type { RecognisedFile, Role } from "../../types.ts";
import { roleOf } from "./choices.ts";
import { Confidence } from "./confidence.tsx";
import { formatSize } from "./file-size.ts";
import { rowsOf } from "./import-words.ts";
import type { ImportWork } from "./use-import.ts";

/** Lists the files of an import, each with its role, which the analyst can change, or left out. */
export function FileList({ files, work }: { files: RecognisedFile[]; work: ImportWork }) {
  return (
    <section className="panel" aria-labelledby="files">
      <div className="panel__head">
        <div>
          <h2 id="files">Your files</h2>
          <p className="small">What each holds, as far as it can be told. Say so where it is otherwise.</p>
        </div>
      </div>
      <ul className="files">
        {files.map((file) => (
          <Item key={file.id} file={file} work={work} />
        ))}
      </ul>
    </section>
  );
}

function Item({ file, work }: { file: RecognisedFile; work: ImportWork }) {
  const role = roleOf(file, work.choices);
  const isChosen = work.choices.roles[file.id] !== undefined;

  function choose(value: string): void {
    const chosen: Role | null = value === "cases" || value === "outcomes" ? value : null;
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
              <option value="cases">Cases</option>
              <option value="outcomes">Outcomes</option>
              <option value="">Leave it out</option>
            </select>
          </label>
          {isChosen ? (
            <span className="small">As you said</span>
          ) : role === null ? (
            <span className="small">Not recognised as cases or outcomes</span>
          ) : (
            <Confidence confidence={file.confidence} certain={file.confidence >= 0.95 ? "Sure" : null} />
          )}
        </>
      )}
    </li>
  );
}
