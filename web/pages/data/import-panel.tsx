import { useQuery } from "@tanstack/react-query";
import { formatCount, formatMoment, formatShortDate } from "../../../server/wording/format.ts";
import { Failure, Skeleton } from "../../components/states.tsx";
import type { CurrentImport, ImportResult, InputColumns, RecognisedFile } from "../../types.ts";
import { Accounts } from "./account.tsx";
import { Changes } from "./changes.tsx";
import { CheckList } from "./check-list.tsx";
import { type Choices, roleOf } from "./choices.ts";
import { ColumnTable } from "./column-table.tsx";
import { DataTitle } from "./data-title.tsx";
import { DateChoices } from "./date-choices.tsx";
import { DryRunForm } from "./dry-run-form.tsx";
import { FileList } from "./file-list.tsx";
import { FocusedHeading } from "./focused-heading.tsx";
import { inputColumnsQuery } from "./import-queries.ts";
import { problemWords } from "./import-words.ts";
import { MappingPanel } from "./mapping-panel.tsx";
import { Overridden, Refusal } from "./refusal.tsx";
import { RejectedRows } from "./rejected-rows.tsx";
import { Stages } from "./stages.tsx";
import { Stepper } from "./stepper.tsx";
import { stepsOf } from "./steps.ts";
import { type ImportWork, useImport } from "./use-import.ts";
import { ValueTable } from "./value-table.tsx";

type Snapshot = NonNullable<ImportResult["snapshot"]>;

/** Shows the current import: what its files hold, its dry run, and the buttons to publish it or throw it away. */
export function ImportPanel(props: { current: CurrentImport; onPublished: (snapshot: Snapshot) => void }) {
  const { current, onPublished } = props;
  const work = useImport(current, onPublished);
  const { state, dryRun } = current;
  const discard = () => work.discard.mutate();
  const problem = work.publish.error ?? work.discard.error ?? work.look.error;

  return (
    <>
      <DataTitle title="Load a snapshot">
        {["waiting", "ready"].includes(state) && (
          <button type="button" className="button" onClick={discard}>
            Throw away
          </button>
        )}
        {state === "ready" && dryRun?.snapshot && (
          <button type="button" className="button button--main" onClick={() => work.publish.mutate()}>
            Publish {formatShortDate(dryRun.snapshot.asAt)} snapshot
          </button>
        )}
      </DataTitle>
      <ImportSteps current={current} choices={work.choices} />
      {problem && (
        <p className="problem" role="alert">
          {problemWords(problem)}
        </p>
      )}
      {isAtWork(current) ? (
        <Stages current={current} onCancel={state === "publishing" ? null : discard} />
      ) : (
        <>
          {dryRun && <Result current={current} result={dryRun} work={work} />}
          <SetUp current={current} work={work} isFolded={state === "ready"} />
        </>
      )}
    </>
  );
}

function ImportSteps({ current, choices }: { current: CurrentImport; choices: Choices }) {
  const { data: input } = useQuery(inputColumnsQuery());
  return input && <Stepper steps={stepsOf(current, choices, input)} />;
}

/** While the server reads the files again, the page keeps what it showed of them. */
function isAtWork({ state, files }: CurrentImport): boolean {
  if (state === "recognising") return files.length === 0;
  return ["uploading", "building", "publishing"].includes(state);
}

function Result(props: { current: CurrentImport; result: ImportResult; work: ImportWork }) {
  const { current, result, work } = props;
  const { changes, files, limits, problems } = result;
  const rejected = files.reduce((sum, file) => sum + file.rejected, 0);
  return (
    <>
      {result.refusal !== null ? (
        <Refusal result={result} />
      ) : (
        <Overridden limits={limits} reason={work.choices.reason} />
      )}
      {files.length > 0 && (
        <Accounts files={files} rejectedOf={current.id} label="Row account of the dry run">
          {result.ok && <FocusedHeading id="tried">Dry run done: nothing is published yet</FocusedHeading>}
          <p>
            <b>Every row is accounted for.</b>
            {changes &&
              ` The accepted rows hold ${formatCount(changes.crimes.after)} crimes${
                changes.crimes.before === null
                  ? ""
                  : `; ${formatCount(changes.crimes.before)} in the snapshot that is served`
              }.`}
          </p>
        </Accounts>
      )}
      <div className="data data--result">
        {changes && <Changes changes={changes} />}
        {(problems.length > 0 || result.ok) && (
          <section className="panel" aria-labelledby="found">
            <h2 id="found">What the checks found</h2>
            <CheckList checks={problems} />
          </section>
        )}
      </div>
      <RejectedRows id={current.id} rejected={rejected} />
    </>
  );
}

function SetUp(props: { current: CurrentImport; work: ImportWork; isFolded: boolean }) {
  const { data: input, error, refetch } = useQuery(inputColumnsQuery());
  if (error && !input) {
    return <Failure error={error} what="The fields that columns can hold" onRetry={() => void refetch()} />;
  }
  if (!input) return <Skeleton shape="list" label="Reading the fields that columns can hold" />;
  if (!props.isFolded) return <Panels {...props} input={input} />;
  return (
    <details className="disclosure set-up">
      <summary>Files, columns and codes of this dry run: look or change, and try again</summary>
      <Panels {...props} input={input} />
    </details>
  );
}

function Panels({ current, work, input }: { current: CurrentImport; work: ImportWork; input: InputColumns }) {
  const { fitting, files } = current;
  const isFitted = fitting !== null && work.choices.mappingName === fitting.name;
  const columns = <Columns files={files} work={work} input={input} isLooking={isLooking(current, work)} />;
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

function isLooking({ state }: CurrentImport, work: ImportWork): boolean {
  return state === "recognising" || work.look.isPending || work.load.isPending;
}

function Columns(props: {
  files: RecognisedFile[];
  work: ImportWork;
  input: InputColumns;
  isLooking: boolean;
}) {
  const { files, work, input } = props;
  return (
    <div className="import-panel" aria-busy={props.isLooking}>
      <div className="import-panel__columns">
        {files.map((file) => {
          const role = roleOf(file, work.choices);
          if (role === null || file.columns.length === 0) return null;
          return <ColumnTable key={file.id} file={file} role={role} work={work} input={input} />;
        })}
      </div>
      <div className="import-panel__side">
        <ValueTable files={files} work={work} input={input} />
        <DateChoices work={work} />
        <MappingPanel work={work} files={files} />
      </div>
    </div>
  );
}
