import { useQuery } from "@tanstack/react-query";
import { formatMoment } from "../../../server/wording/format.ts";
import { Failure, Skeleton } from "../../components/states.tsx";
import type { CurrentImport } from "../../types.ts";
import type { Choices } from "./choices.ts";
import { DataTitle } from "./data-title.tsx";
import { Findings } from "./findings.tsx";
import { inputColumnsQuery } from "./import-queries.ts";
import { problemWords } from "./import-words.ts";
import { MappingNews } from "./mapping-news.tsx";
import { Panels } from "./panels.tsx";
import { Stages } from "./stages.tsx";
import { Stepper } from "./stepper.tsx";
import { stepsOf } from "./steps.ts";
import { type ImportWork, useImport } from "./use-import.ts";
import { Verdict } from "./verdict.tsx";

/** Shows the current import: what its files hold, its dry run, and the buttons to publish it or throw it away. */
export function ImportPanel({ current }: { current: CurrentImport }) {
  const work = useImport(current);
  const { state, dryRun } = current;
  const discard = () => work.discard.mutate();
  const problem = work.publish.error ?? work.discard.error ?? work.look.error;

  const isWorking = isAtWork(current);
  const tried = isWorking ? null : dryRun;

  return (
    <>
      {tried === null && (
        <DataTitle title="Load a snapshot">
          {state === "waiting" && (
            <button type="button" className="button" onClick={discard}>
              Throw away
            </button>
          )}
        </DataTitle>
      )}
      <ImportSteps current={current} choices={work.choices} />
      {!isWorking && (
        <p className="small begun">
          Begun by {current.by} on {formatMoment(current.startedAt)}. Who has this page open sees what others
          do; nobody’s choices are overwritten.
        </p>
      )}
      <MappingNews work={work} />
      {problem && (
        <p className="problem" role="alert">
          {problemWords(problem)}
        </p>
      )}
      {tried && <Verdict current={current} result={tried} work={work} />}
      {isWorking ? (
        <Stages current={current} onCancel={state === "publishing" ? null : discard} />
      ) : (
        <SetUp current={current} work={work} />
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

/** What was found, and what can be changed: before a dry run that came to its end the files, columns and values in full, after it its
 * findings with the values beside them, and the rest folded. */
function SetUp(props: { current: CurrentImport; work: ImportWork }) {
  const { current, work } = props;
  const { data: input, error, refetch } = useQuery(inputColumnsQuery());
  if (error && !input) {
    return <Failure error={error} what="The fields that columns can hold" onRetry={() => void refetch()} />;
  }
  if (!input) return <Skeleton shape="list" label="Reading the fields that columns can hold" />;
  if (!current.dryRun?.changes) return <Panels {...props} input={input} hasValues />;
  return (
    <>
      <Findings current={current} result={current.dryRun} work={work} input={input} />
      <details className="disclosure set-up">
        <summary>Files, columns and dates of this dry run: look or change, and try again</summary>
        <Panels {...props} input={input} hasValues={false} />
      </details>
    </>
  );
}
