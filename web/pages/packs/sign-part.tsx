import { useMutation } from "@tanstack/react-query";
import { signPack } from "../../api/packs.ts";
import type { SavedPack } from "../../types.ts";
import { Part } from "../settings/fields.tsx";

/** Approving and freezing: who answers for the pack, and when it stops changing. */
export function SignPart(props: {
  saved: SavedPack;
  isChanged: boolean;
  onSigned: (saved: SavedPack) => void;
}) {
  const { saved, isChanged, onSigned } = props;
  const signing = useMutation({
    mutationFn: (how: "approve" | "freeze") => signPack(saved.id, how, saved.version),
    onSuccess: onSigned,
  });
  const isApproved = saved.pack.state === "approved";
  return (
    <Part
      id="sign"
      title="Approve and freeze"
      note="An approved pack becomes a draft again when it is changed. A frozen pack never changes: it keeps snapshot, figures, definitions and words, and gives the same files again."
    >
      {signing.error && (
        <p role="alert" className="words--concern">
          {signing.error.message}
        </p>
      )}
      <p className="save-bar__ways">
        <button
          type="button"
          className="button"
          disabled={isChanged || isApproved || signing.isPending}
          onClick={() => signing.mutate("approve")}
        >
          Approve this version
        </button>
        <button
          type="button"
          className="button"
          disabled={isChanged || !isApproved || signing.isPending}
          onClick={() => signing.mutate("freeze")}
        >
          Freeze for ever
        </button>
      </p>
      <p role="status" className="small">
        {isChanged
          ? "Save or discard your changes first."
          : isApproved
            ? `Approved by ${saved.pack.approved?.by ?? ""}. It can be frozen now.`
            : "Look through the preview, then approve."}
      </p>
    </Part>
  );
}
