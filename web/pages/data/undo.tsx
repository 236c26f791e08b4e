import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { formatMoment, formatShortDate } from "../../../server/wording/format.ts";
import { bringBackImport, restoreSnapshot } from "../../api/imports.ts";
import { TickGlyph } from "../../components/icons.tsx";
import { useMay } from "../../layout/session.ts";
import { filtersOf } from "../../search.ts";
import type { Imports, ThrownAwayImport } from "../../types.ts";
import { listed, problemWords, servedWords } from "./import-words.ts";
import { refreshImports } from "./use-import-watch.ts";

/** Says what was published, rolled back or thrown away a while ago, by this person or another, and offers to undo each. */
export function Undo({ imports }: { imports: Imports }) {
  const { change, snapshots, thrownAway } = imports;
  const served = snapshots.find(({ id }) => id === change?.snapshot);
  return (
    <>
      {change?.undo && served && (
        <Change key={change.at} change={change} undo={change.undo} asAt={served.asAt} />
      )}
      {thrownAway.map((thrown) => (
        <ThrownAway key={`${thrown.id} ${thrown.at}`} thrown={thrown} isFree={imports.current === null} />
      ))}
    </>
  );
}

type ChangeProps = {
  change: NonNullable<Imports["change"]>;
  undo: NonNullable<NonNullable<Imports["change"]>["undo"]>;
  asAt: string;
};

function Change({ change, undo, asAt }: ChangeProps) {
  const queryClient = useQueryClient();
  const back = useMutation({
    mutationFn: () => restoreSnapshot(undo.snapshot, change.snapshot),
    onSettled: () => refreshImports(queryClient),
  });
  return (
    <Notice
      error={back.error}
      button={
        <button type="button" className="button" disabled={back.isPending} onClick={() => back.mutate()}>
          Undo: serve {formatShortDate(undo.asAt)} again
        </button>
      }
    >
      <p>
        {servedWords(change.how, asAt)}{" "}
        <Link to="/" search={filtersOf}>
          See the flight deck
        </Link>
      </p>
      <p className="small">
        By {change.by}, {formatMoment(change.at)}. One click here undoes it until {formatMoment(undo.until)},
        and Roll back in the history below does after that.
      </p>
    </Notice>
  );
}

function ThrownAway({ thrown, isFree }: { thrown: ThrownAwayImport; isFree: boolean }) {
  const queryClient = useQueryClient();
  const back = useMutation({
    mutationFn: () => bringBackImport(thrown.id),
    onSettled: () => refreshImports(queryClient),
  });
  return (
    <Notice
      error={back.error}
      button={
        <button
          type="button"
          className="button"
          disabled={!isFree || back.isPending}
          onClick={() => back.mutate()}
        >
          Undo: bring it back
        </button>
      }
    >
      <p>
        Thrown away: the import of <span className="file-name">{listed(thrown.files)}</span>.
      </p>
      <p className="small">
        By {thrown.by}, {formatMoment(thrown.at)}. The files, columns and words are kept for 10 minutes, until{" "}
        {formatMoment(thrown.until)}, and then erased.
        {!isFree && " Another import is under way: it has to end first."}
      </p>
    </Notice>
  );
}

/** A notice with its button. It takes the focus if the focus was lost with what it replaces. */
function Notice(props: { button: ReactNode; error: Error | null; children: ReactNode }) {
  const notice = useRef<HTMLDivElement>(null);
  const may = useMay("import-files");
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body)
      notice.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="outcome" role="status" ref={notice} tabIndex={-1}>
      <TickGlyph />
      <div className="outcome__words">
        {props.children}
        {props.error && (
          <p className="problem" role="alert">
            {problemWords(props.error)}
          </p>
        )}
      </div>
      {may && props.button}
    </div>
  );
}
