import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { signPack } from "../../api/packs.ts";
import { Part } from "../../components/form/fields.tsx";
import { useMay, useSession } from "../../layout/session.ts";
import type { SavedPack } from "../../types.ts";
import { LongText } from "./long-text.tsx";
import { isOutdated } from "./pack-words.ts";
import { useFigures } from "./packs-queries.ts";

type Way = "approve" | "send-back" | "freeze";

/** Approves a pack, sends it back with a reason, and freezes it; in the served mode not by a person who wrote in it. */
export function SignPart(props: {
  saved: SavedPack;
  isChanged: boolean;
  onSigned: (saved: SavedPack) => void;
}) {
  const { saved, isChanged, onSigned } = props;
  const [reason, setReason] = useState("");
  const signing = useMutation({
    mutationFn: (how: Way) => signPack(saved.id, how, { version: saved.version, reason }),
    onSuccess: (answer) => {
      setReason("");
      onSigned(answer);
    },
  });
  const isLocal = useSession()?.mode === "local";
  const mayApprove = useMay("approve-packs");
  const isOld = isOutdated(saved.pack, useFigures(saved));
  const isApproved = saved.pack.state === "approved" && !isOld;
  const isOwnElsewhere = saved.isOwn && !isLocal;
  const isHeld = !mayApprove || isOwnElsewhere || isChanged || signing.isPending;
  const isReleasing =
    signing.isPending && signing.variables === "freeze" && saved.pack.audience === "external";
  return (
    <Part
      id="sign"
      title="Approve and freeze"
      note={`An approved pack keeps the figures that it was approved with, and becomes a draft again when it is changed. A frozen pack never changes: it keeps snapshot, figures, definitions and words, and gives the same files again. ${isLocal ? "On this machine there is one person, who approves what the same person wrote: the pack says so on page 1." : "A person who wrote in the pack does not approve it."}`}
    >
      {signing.error && (
        <p role="alert" className="words--concern">
          {signing.error.message}
        </p>
      )}
      {mayApprove && !isOwnElsewhere && !isApproved && (
        <LongText
          name="reason"
          label="Reason of your decision"
          value={reason}
          maxLength={500}
          rows={2}
          help={isLocal ? "Kept with the pack." : "Kept with the pack. Sending it back needs one."}
          onChange={setReason}
        />
      )}
      <p className="save-bar__ways">
        <button
          type="button"
          className="button"
          disabled={isHeld || isApproved}
          onClick={() => signing.mutate("approve")}
        >
          {isOld ? "Approve again" : "Approve this version"}
        </button>
        {!isLocal && (
          <button
            type="button"
            className="button"
            disabled={isHeld || isApproved || reason.trim() === ""}
            onClick={() => signing.mutate("send-back")}
          >
            Send back
          </button>
        )}
        <button
          type="button"
          className="button"
          disabled={isHeld || !isApproved}
          onClick={() => signing.mutate("freeze")}
        >
          Freeze for ever
        </button>
      </p>
      <p role="status" className="small">
        {isReleasing
          ? "Trying whether small counts could be worked out by subtraction, from this pack and what viewers can fetch. This may take a few minutes; nothing is released until it is done."
          : nextStep(saved, { isChanged, isOld, mayApprove, isOwnElsewhere })}
      </p>
    </Part>
  );
}

/** What is to be done before the pack can be approved or frozen. */
function nextStep(
  { pack: { state, approved } }: SavedPack,
  now: { isChanged: boolean; isOld: boolean; mayApprove: boolean; isOwnElsewhere: boolean },
): string {
  if (now.isChanged) return "Save or discard your changes first.";
  if (!now.mayApprove) return "Another analyst, or a person with the role approver, approves and freezes it.";
  if (now.isOwnElsewhere)
    return "You wrote in this pack. Another analyst, or a person with the role approver, approves and freezes it.";
  if (now.isOld)
    return "Other figures are served than when it was approved. Look through the preview, then approve it again.";
  if (state === "approved") return `Approved by ${approved?.by ?? ""}. It can be frozen now.`;
  return "Look through the preview, then approve.";
}
