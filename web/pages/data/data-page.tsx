import { useQuery } from "@tanstack/react-query";
import { use } from "react";
import { isApiProblem } from "../../api/client.ts";
import { Failure, Skeleton } from "../../components/states.tsx";
import { useTitle } from "../../components/use-title.ts";
import { SnapshotContext, useChecksSettled } from "../../layout/snapshot.ts";
import type { Imports } from "../../types.ts";
import { Compare } from "./compare.tsx";
import { DataTitle } from "./data-title.tsx";
import { History } from "./history.tsx";
import { ImportPanel } from "./import-panel.tsx";
import { importsQuery } from "./import-queries.ts";
import { spokenState } from "./import-words.ts";
import { Served } from "./served.tsx";
import { Start } from "./start.tsx";
import { Undo } from "./undo.tsx";
import { Uploading } from "./uploading.tsx";
import { useImportWatch, useServedWatch } from "./use-import-watch.ts";
import { type Upload, useUpload } from "./use-upload.ts";

/** Imports a month's exports in steps: files, columns, dry run, publishing. Shows how far the served data can be trusted, and every
 * kept snapshot. */
export function DataPage() {
  const served = use(SnapshotContext);
  const { data: imports, error, refetch } = useQuery(importsQuery());
  const upload = useUpload();
  const isWhole = useChecksSettled() && imports !== undefined;
  const current = imports?.current ?? null;
  const change = imports?.change ?? null;
  useImportWatch(current?.id ?? null);
  useServedWatch(change?.at ?? null);
  useTitle("Data");

  return (
    <>
      {imports && <Undo imports={imports} />}
      {imports ? (
        <Work imports={imports} upload={upload} />
      ) : (
        <NoImports error={error} onRetry={() => void refetch()} />
      )}
      {served && !current && !upload.isPending && (
        <Served snapshot={served} isOld={change !== null && change.snapshot !== served.id} />
      )}
      {isWhole && imports.snapshots.length > 0 && <History imports={imports} />}
      {isWhole && <Compare snapshots={imports.snapshots} />}
      <p className="visually-hidden" role="status">
        {spokenState(current, upload)}
      </p>
    </>
  );
}

function Work({ imports, upload }: { imports: Imports; upload: Upload }) {
  const { current } = imports;
  if (upload.isPending) {
    return (
      <>
        <DataTitle title="Load a snapshot" />
        <Uploading upload={upload} current={current} />
      </>
    );
  }
  if (current) return <ImportPanel key={current.id} current={current} />;
  return (
    <>
      <DataTitle title="Data" />
      <Start upload={upload} onFiles={upload.send} />
    </>
  );
}

/** Stands where the imports would be, while they are read or if they cannot be. */
function NoImports({ error, onRetry }: { error: Error | null; onRetry: () => void }) {
  return (
    <>
      <DataTitle title="Data" />
      {error === null ? (
        <Skeleton shape="headline" label="Reading the imports" />
      ) : isForbidden(error) ? (
        <p className="small">
          To load files or roll back you need the role of importer. Ask the administrator of the flight deck.
        </p>
      ) : (
        <Failure error={error} what="The imports" onRetry={onRetry} />
      )}
    </>
  );
}

function isForbidden(error: Error): boolean {
  return isApiProblem(error) && (error.code === "forbidden" || error.code === "http-403");
}
