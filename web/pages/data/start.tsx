import { useQuery, useQueryClient } from "@tanstack/react-query";
import { use } from "react";
import { isApiProblem } from "../../api/client.ts";
import { SnapshotContext } from "../../layout/snapshot.ts";
import { DropZone } from "./drop-zone.tsx";
import { choicesQuery } from "./import-queries.ts";
import { problemWords } from "./import-words.ts";
import { refreshImports } from "./use-import-watch.ts";
import type { Upload } from "./use-upload.ts";

/** Starts an import: asks for its files. */
export function Start({ upload, onFiles }: { upload: Upload; onFiles: (files: File[]) => void }) {
  const served = use(SnapshotContext);
  return (
    <>
      <DropZone onFiles={onFiles}>
        {served === null ? <FirstTime /> : served.synthetic && <OverSample />}
      </DropZone>
      {upload.error && <NotSent upload={upload} error={upload.error} onAgain={() => onFiles(upload.files)} />}
      <KeptChoices />
    </>
  );
}

function FirstTime() {
  return (
    <div className="drop__aside">
      <p>
        <b>No figures yet.</b> Export cases and outcomes from the records system as CSV, with its own column
        names and texts: they are matched here.
      </p>
      <p className="small">
        To look around first, load the sample: an invented force, no real people. Run{" "}
        <code>npm run import -- --folder data/sample</code>
      </p>
    </div>
  );
}

function OverSample() {
  return (
    <div className="drop__aside">
      <p>
        <b>The figures shown now are the sample</b>: an invented force, no real people. Your first import
        takes its place.
      </p>
    </div>
  );
}

/** Says why the files were not accepted, and offers to send them again. */
function NotSent({ upload, error, onAgain }: { upload: Upload; error: Error; onAgain: () => void }) {
  const queryClient = useQueryClient();
  const isRunning = isApiProblem(error) && error.code === "import-running";
  const names = upload.files.map(({ name }) => name).join(", ");
  return (
    <div className="notice notice--problem notice--wide" role="alert">
      <h2>{isRunning ? "Another import is under way" : "The files were not taken"}</h2>
      <p>{problemWords(error)}</p>
      <p className="small file-name">Your files: {names}</p>
      <p className="notice__ways">
        <button type="button" className="button" onClick={onAgain}>
          Send them again
        </button>
        <button
          type="button"
          className="button"
          onClick={() => {
            upload.forget();
            void refreshImports(queryClient);
          }}
        >
          Leave it
        </button>
      </p>
    </div>
  );
}

/** Says that the choices for earlier files are used again, and offers to put them aside. */
function KeptChoices() {
  const queryClient = useQueryClient();
  const { data: choices } = useQuery(choicesQuery());
  if (!choices) return null;
  return (
    <p className="small kept-choices">
      What you confirmed for the last files is kept and used for the next ones.{" "}
      <button
        type="button"
        className="link-button"
        onClick={() => queryClient.setQueryData(choicesQuery().queryKey, null)}
      >
        Start afresh
      </button>
    </p>
  );
}
