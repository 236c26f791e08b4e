import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { use, useEffect, useRef, useState } from "react";
import { formatDate } from "../../../server/wording/format.ts";
import { isApiProblem } from "../../api/client.ts";
import { TickGlyph } from "../../components/icons.tsx";
import { Failure, Skeleton } from "../../components/states.tsx";
import { useTitle } from "../../components/use-title.ts";
import { SnapshotContext, useChecksSettled } from "../../layout/snapshot.ts";
import { filtersOf } from "../../search.ts";
import type { Imports } from "../../types.ts";
import { Compare } from "./compare.tsx";
import { DataTitle } from "./data-title.tsx";
import { History } from "./history.tsx";
import { ImportPanel } from "./import-panel.tsx";
import { importsQuery } from "./import-queries.ts";
import { publishedWords, spokenState } from "./import-words.ts";
import { Served } from "./served.tsx";
import { Start } from "./start.tsx";
import { Uploading } from "./uploading.tsx";
import { useImportWatch } from "./use-import-watch.ts";
import { type Upload, useUpload } from "./use-upload.ts";

/** Imports a month's exports in steps: files, columns, dry run, publishing. Shows how far the served data can be trusted, and every
 * kept snapshot. */
export function DataPage() {
  const served = use(SnapshotContext);
  const { data: imports, error, refetch } = useQuery(importsQuery());
  const upload = useUpload();
  const isWhole = useChecksSettled() && imports !== undefined;
  const current = imports?.current ?? null;
  const [outcome, setOutcome] = useState("");
  useImportWatch(current?.id ?? null);
  useTitle("Data");

  return (
    <>
      {outcome && <Outcome key={outcome} words={outcome} />}
      {imports ? (
        <Work
          imports={imports}
          upload={upload}
          onBegin={() => setOutcome("")}
          onPublished={(asAt) => setOutcome(publishedWords(asAt))}
        />
      ) : (
        <>
          <DataTitle title="Data" />
          {error === null ? (
            <Skeleton shape="headline" label="Reading the imports" />
          ) : isForbidden(error) ? (
            <p className="small">
              To load files or roll back you need the role of importer. Ask the administrator of the flight
              deck.
            </p>
          ) : (
            <Failure error={error} what="The imports" onRetry={() => void refetch()} />
          )}
        </>
      )}
      {served && !current && !upload.isPending && <Served snapshot={served} />}
      {isWhole && imports.snapshots.length > 0 && (
        <History
          imports={imports}
          onRestored={({ asAt }) =>
            setOutcome(`Rolled back: every page now shows the figures as at ${formatDate(asAt)}.`)
          }
        />
      )}
      {isWhole && <Compare snapshots={imports.snapshots} />}
      <p className="visually-hidden" role="status">
        {spokenState(current, upload)}
      </p>
    </>
  );
}

function Work(props: {
  imports: Imports;
  upload: Upload;
  onBegin: () => void;
  onPublished: (asAt: string) => void;
}) {
  const { imports, upload } = props;
  const { current } = imports;
  if (upload.isPending) {
    return (
      <>
        <DataTitle title="Load a snapshot" />
        <Uploading upload={upload} current={current} />
      </>
    );
  }
  if (current) {
    return (
      <ImportPanel key={current.id} current={current} onPublished={({ asAt }) => props.onPublished(asAt)} />
    );
  }
  return (
    <>
      <DataTitle title="Data" />
      <Start
        upload={upload}
        onFiles={(files) => {
          props.onBegin();
          upload.send(files);
        }}
      />
    </>
  );
}

/** Says how an import or a roll back ended. It takes the focus, because the element that had it is gone. */
function Outcome({ words }: { words: string }) {
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => notice.current?.focus(), []);
  return (
    <div className="outcome" role="status" ref={notice} tabIndex={-1}>
      <TickGlyph />
      <p>
        {words}{" "}
        <Link to="/" search={filtersOf}>
          See the flight deck
        </Link>
      </p>
    </div>
  );
}

function isForbidden(error: Error): boolean {
  return isApiProblem(error) && (error.code === "forbidden" || error.code === "http-403");
}
