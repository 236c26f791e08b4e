import { useEffect, useRef } from "react";
import { formatDate, formatMoment } from "../../../server/wording/format.ts";
import type { KeptSnapshot } from "../../types.ts";

/** Asks before another snapshot is served. Escape and the focused button change nothing. */
export function RestoreDialog(props: {
  snapshot: KeptSnapshot;
  onConfirm: () => void;
  onCancel: () => void;
}) {
  const { asAt, importedAt, by } = props.snapshot;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="restore" onClose={props.onCancel}>
      <h2 id="restore">Roll back to {formatDate(asAt)}?</h2>
      <p>
        Every page will show the figures as at {formatDate(asAt)}, imported {formatMoment(importedAt)}
        {by && ` by ${by}`}. Nothing is deleted: what is served now is kept, and you can go back to it. Who
        rolled back, and when, is kept too.
      </p>
      <p className="dialog__ways">
        <button type="button" className="button" onClick={props.onCancel}>
          Leave it as it is
        </button>
        <button type="button" className="button button--main" onClick={props.onConfirm}>
          Roll back
        </button>
      </p>
    </dialog>
  );
}
