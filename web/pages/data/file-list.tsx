import { CrossGlyph, HollowGlyph, TickGlyph } from "../../components/icons.tsx";
import type { InputColumns, RecognisedFile } from "../../types.ts";
import { roleOf } from "./choices.ts";
import { Confidence } from "./confidence.tsx";
import { formatSize } from "./file-size.ts";
import { rowsOf } from "./import-words.ts";
import { SavedMappings } from "./mapping-panel.tsx";
import type { ImportWork } from "./use-import.ts";

/** Lists the files of an import, each with its role, which the analyst can change, or left out. */
export function FileList(props: { files: RecognisedFile[]; work: ImportWork; input: InputColumns }) {
  const { files, work, input } = props;
  return (
    <section className="panel" aria-labelledby="files">
      <div className="panel__head">
        <div>
          <h2 id="files" tabIndex={-1}>
            Your files
          </h2>
          <p className="small">What each file seems to hold. Correct it if that is wrong.</p>
        </div>
        <div className="panel__tools">
          <SavedMappings work={work} />
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

  function choose(chosen: string | null): void {
    work.lookAgain({ ...work.choices, roles: { ...work.choices.roles, [file.id]: chosen } });
  }

  return (
    <li className="files__item">
      <span className={role === null ? "files__mark" : "files__mark files__mark--used"}>
        {file.fault ? <CrossGlyph /> : <UsedGlyph isUsed={role !== null} />}
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
          <RoleChoice file={file} role={role} inputs={input.inputs} onChoose={choose} />
          {isChosen ? <span className="small">As you said</span> : <Recognised file={file} role={role} />}
        </>
      )}
    </li>
  );
}

function UsedGlyph({ isUsed }: { isUsed: boolean }) {
  return isUsed ? <TickGlyph /> : <HollowGlyph />;
}

function RoleChoice(props: {
  file: RecognisedFile;
  role: string | null;
  inputs: InputColumns["inputs"];
  onChoose: (role: string | null) => void;
}) {
  const { file, role, inputs, onChoose } = props;
  return (
    <label className="field field--inline">
      <span>Holds</span>
      <select
        aria-label={`What ${file.name} holds`}
        value={role ?? ""}
        onChange={({ target: { value } }) => onChoose(value === "" ? null : value)}
      >
        {inputs.map(({ role: one, title }) => (
          <option key={one} value={one}>
            {title}
          </option>
        ))}
        <option value="">Leave it out</option>
      </select>
    </label>
  );
}

/** How sure the product is of what a file holds. */
function Recognised({ file: { confidence }, role }: { file: RecognisedFile; role: string | null }) {
  if (role === null) return <span className="small">Not recognised: say what it holds</span>;
  return <Confidence confidence={confidence} certain={confidence >= 0.95 ? "Sure" : null} />;
}
