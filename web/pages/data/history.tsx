import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Fragment, useState } from "react";
import { formatCount, formatMoment, formatShortDate } from "../../../server/wording/format.ts";
import { rejectedAddress, restoreSnapshot } from "../../api/imports.ts";
import { Scroller } from "../../components/scroller.tsx";
import type { Imports, KeptSnapshot } from "../../types.ts";
import { problemWords } from "./import-words.ts";
import { RestoreDialog } from "./restore-dialog.tsx";
import { refreshImports } from "./use-import-watch.ts";

/** Lists every kept snapshot: who imported it, when, from which files, and a button to serve it again. */
export function History({ imports }: { imports: Imports }) {
  const { snapshots, unusable, restores } = imports;
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<KeptSnapshot | null>(null);
  const restore = useMutation({
    mutationFn: ({ id }: KeptSnapshot) => restoreSnapshot(id, snapshots.find(({ served }) => served)?.id),
    onSettled: () => refreshImports(queryClient),
  });

  return (
    <section className="panel" aria-labelledby="history">
      <div className="panel__head">
        <div>
          <h2 id="history">Snapshot history</h2>
          <p className="small">Each is kept whole, so that any past pack can be made again.</p>
        </div>
      </div>
      {restore.error && (
        <p className="problem" role="alert">
          {problemWords(restore.error)}
        </p>
      )}
      <Scroller label="Table of snapshots" isWhole>
        <table className="kept">
          <caption className="visually-hidden">Snapshots that are kept, the newest first</caption>
          <thead>
            <tr>
              <th scope="col">As at</th>
              <th scope="col">Imported</th>
              <th scope="col">By</th>
              <th scope="col" className="number">
                Rows accepted
              </th>
              <th scope="col" className="number">
                Rejected
              </th>
              <th scope="col" className="number">
                Crimes
              </th>
              <th scope="col">Use</th>
            </tr>
          </thead>
          <tbody>
            {snapshots.map((snapshot) => (
              <Row key={snapshot.id} snapshot={snapshot} onRestore={() => setAsked(snapshot)} />
            ))}
          </tbody>
        </table>
      </Scroller>
      <Unusable unusable={unusable} />
      <Restores restores={restores} snapshots={snapshots} />
      {asked && (
        <RestoreDialog
          snapshot={asked}
          onCancel={() => setAsked(null)}
          onConfirm={() => {
            setAsked(null);
            restore.mutate(asked);
          }}
        />
      )}
    </section>
  );
}

function Row({ snapshot, onRestore }: { snapshot: KeptSnapshot; onRestore: () => void }) {
  const { id, asAt, importedAt, by, files, crimes, served, damaged } = snapshot;
  const sum = (count: "accepted" | "rejected") => files.reduce((total, file) => total + file[count], 0);
  return (
    <Fragment>
      <tr className="kept__main">
        <th scope="row" rowSpan={2}>
          {formatShortDate(asAt)}
        </th>
        <td className="date">{formatMoment(importedAt)}</td>
        <td className="kept__by">{by ?? "not known"}</td>
        <td className="number">{formatCount(sum("accepted"))}</td>
        <td className="number">
          {sum("rejected") > 0 ? (
            <a href={rejectedAddress(id)} download aria-label={`Download ${sum("rejected")} rejected rows`}>
              {formatCount(sum("rejected"))}
            </a>
          ) : (
            "0"
          )}
        </td>
        <td className="number">{formatCount(crimes)}</td>
        <td>
          {served ? (
            <span className="tag tag--on">Served</span>
          ) : damaged ? (
            <span className="tag">Damaged</span>
          ) : (
            <button type="button" className="link-button" onClick={onRestore}>
              Roll back<span className="visually-hidden"> to {formatShortDate(asAt)}</span>
            </button>
          )}
        </td>
      </tr>
      <tr className="kept__more">
        <td colSpan={6}>
          <Details snapshot={snapshot} />
        </td>
      </tr>
    </Fragment>
  );
}

function Details({ snapshot }: { snapshot: KeptSnapshot }) {
  const { id, files, mapping, override, errors, warnings } = snapshot;
  return (
    <>
      {override && (
        <p>
          <b>Limits overridden:</b> {override.limits.join(" ")} Reason given: “{override.reason}”
        </p>
      )}
      <details className="disclosure">
        <summary>Files, hashes and accounting</summary>
        <ul className="kept__files">
          {files.map((file) => (
            <li key={`${file.role} ${file.sha256}`}>
              <b className="file-name">{file.name}</b> ({file.role}): {formatCount(file.read)} rows ={" "}
              {formatCount(file.accepted)} accepted + {formatCount(file.repeated)} repeated +{" "}
              {formatCount(file.rejected)} rejected. SHA-256 <code>{file.sha256}</code>
            </li>
          ))}
          <li>
            Mapping: {mapping ?? "none saved"}. Checks: {errors} with errors, {warnings} with warnings.
            Snapshot <code>{id}</code>
          </li>
        </ul>
      </details>
    </>
  );
}

/** Names the snapshots that are kept and cannot be used, each with the reason and what to do. */
function Unusable({ unusable }: Pick<Imports, "unusable">) {
  if (unusable.length === 0) return null;
  return (
    <div className="panel__note">
      <p>These are kept and cannot be used. Import their files again where you need their figures.</p>
      <ul className="kept__files">
        {unusable.map(({ id, reason }) => (
          <li key={id}>
            <code>{id}</code> {reason}.
          </li>
        ))}
      </ul>
    </div>
  );
}

function Restores({ restores, snapshots }: Pick<Imports, "restores" | "snapshots">) {
  if (restores.length === 0) return null;
  const titleOf = (id: string | null) => {
    const snapshot = snapshots.find((each) => each.id === id);
    return snapshot
      ? `as at ${formatShortDate(snapshot.asAt)}, imported ${formatMoment(snapshot.importedAt)}`
      : id;
  };
  return (
    <details className="disclosure">
      <summary>Roll backs ({restores.length})</summary>
      <ul className="kept__files">
        {restores.map(({ snapshot, from, by, at }) => (
          <li key={at}>
            {formatMoment(at)}, by {by}: to {titleOf(snapshot)}
            {from && `; from ${titleOf(from)}`}
          </li>
        ))}
      </ul>
    </details>
  );
}
