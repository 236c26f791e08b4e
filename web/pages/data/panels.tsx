import { formatMoment } from "../../../server/wording/format.ts";
import type { CurrentImport, InputColumns, RecognisedFile } from "../../types.ts";
import { roleOf } from "./choices.ts";
import { ColumnTable } from "./column-table.tsx";
import { DateChoices } from "./date-choices.tsx";
import { DryRunForm } from "./dry-run-form.tsx";
import { FileList } from "./file-list.tsx";
import { MappingPanel } from "./mapping-panel.tsx";
import type { ImportWork } from "./use-import.ts";
import { ValueTable } from "./value-table.tsx";

type Props = { current: CurrentImport; work: ImportWork; input: InputColumns; hasValues: boolean };

/** What an import is made of: its files, their columns and values, and the dry run. Where a saved mapping fits, columns and values are
 * done and folded. */
export function Panels({ current, work, input, hasValues }: Props) {
  const { fitting, files } = current;
  const isFitted = fitting !== null && work.choices.mappingName === fitting.name;
  const isLooking = current.state === "recognising" || work.look.isPending || work.load.isPending;
  const columns = (
    <div className="import-panel" aria-busy={isLooking}>
      <Columns files={files} work={work} input={input} hasValues={hasValues} />
    </div>
  );
  return (
    <>
      <FileList files={files} work={work} input={input} />
      {isFitted ? (
        <section className="panel" aria-labelledby="columns">
          <h2 id="columns" tabIndex={-1}>
            Columns and values: done for you
          </h2>
          <p>
            The files have the headers of the mapping <b>“{fitting.name}”</b>, saved by {fitting.savedBy} on{" "}
            {formatMoment(fitting.savedAt)}, so it is applied.
          </p>
          <details className="disclosure">
            <summary>Look at the columns and values, or change them</summary>
            {columns}
          </details>
        </section>
      ) : (
        <div id="columns">{columns}</div>
      )}
      <DryRunForm current={current} work={work} input={input} />
    </>
  );
}

function Columns(props: {
  files: RecognisedFile[];
  work: ImportWork;
  input: InputColumns;
  hasValues: boolean;
}) {
  const { files, work, input } = props;
  return (
    <>
      <div className="import-panel__columns">
        {files.map((file) => {
          const role = roleOf(file, work.choices);
          if (role === null || file.columns.length === 0) return null;
          return <ColumnTable key={file.id} file={file} role={role} work={work} input={input} />;
        })}
      </div>
      <div className="import-panel__side">
        {props.hasValues && <ValueTable files={files} work={work} input={input} />}
        <DateChoices work={work} />
        <MappingPanel work={work} files={files} />
      </div>
    </>
  );
}
