import { useMutation } from "@tanstack/react-query";
import { signPack } from "../../api/packs.ts";
import { Part } from "../../components/form/fields.tsx";
import { useSnapshot } from "../../layout/snapshot.ts";
import type { SavedPack } from "../../types.ts";
import { isOutdated } from "./pack-words.ts";

/** Approves a pack and freezes it. */
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
  const isOld = isOutdated(saved.pack, useSnapshot().id);
  const isApproved = saved.pack.state === "approved" && !isOld;
  const isReleasing =
    signing.isPending && signing.variables === "freeze" && saved.pack.audience === "external";
  return (
    <Part
      id="sign"
      title="Approve and freeze"
      note="An approved pack keeps the figures that it was approved with, and becomes a draft again when it is changed. A frozen pack never changes: it keeps snapshot, figures, definitions and words, and gives the same files again."
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
          {isOld ? "Approve again" : "Approve this version"}
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
        {isReleasing
          ? "Trying whether small counts could be worked out by subtraction, from this pack and what viewers can fetch. This may take a few minutes; nothing is released until it is done."
          : nextStep(saved, { isChanged, isOld })}
      </p>
    </Part>
  );
}

/** What is to be done before the pack can be approved or frozen. */
function nextStep(
  { pack: { state, approved } }: SavedPack,
  { isChanged, isOld }: { isChanged: boolean; isOld: boolean },
): string {
  if (isChanged) return "Save or discard your changes first.";
  if (isOld)
    return "Other figures are served than when it was approved. Look through the preview, then approve it again.";
  if (state === "approved") return `Approved by ${approved?.by ?? ""}. It can be frozen now.`;
  return "Look through the preview, then approve.";
}
