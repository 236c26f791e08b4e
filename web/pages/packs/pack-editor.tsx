import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Form } from "react-aria-components/Form";
import { inOrder } from "../../../server/wording/order.ts";
import { savePack } from "../../api/packs.ts";
import { SaveBar } from "../../components/form/save-bar.tsx";
import { useFaults } from "../../components/use-faults.ts";
import { kpisQuery } from "../../layout/snapshot.ts";
import type { Pack, SavedPack } from "../../types.ts";
import { ActionsPart } from "./actions-part.tsx";
import { ChosenPart } from "./chosen-part.tsx";
import { ComparePart } from "./compare-part.tsx";
import { HistoryPart } from "./history-part.tsx";
import { packChanges, textOf } from "./pack-changes.ts";
import { isOutdated } from "./pack-words.ts";
import { packQuery, packsQuery, previewQuery, useFigures } from "./packs-queries.ts";
import { PreviewPart } from "./preview-part.tsx";
import { RevisionsPart } from "./revisions-part.tsx";
import { SignPart } from "./sign-part.tsx";

/** Edits a pack. The figures, drafts and files beside it are those of the last saved version. */
export function PackEditor({ saved }: { saved: SavedPack }) {
  const queryClient = useQueryClient();
  const [base, setBase] = useState(saved);
  const [draft, setDraft] = useState(saved.pack);
  const { data: catalogue } = useQuery(kpisQuery());
  const figures = useFigures(base);
  const isOld = isOutdated(base.pack, figures);
  const { data: model } = useQuery(previewQuery(base, isOld ? figures : null));
  const kpis = catalogue ? inOrder(catalogue.kpis, (kpi) => kpi) : [];
  const changes = packChanges(base.pack, draft, kpis);
  const saving = useMutation({
    mutationFn: (pack: Pack) => savePack(base.id, { version: base.version, pack: textOf(pack) }),
    onSuccess: takeUp,
  });
  const faults = useFaults(saving.error);

  function takeUp(answer: SavedPack) {
    setBase(answer);
    setDraft(answer.pack);
    queryClient.setQueryData(packQuery(answer.id).queryKey, answer);
    void queryClient.invalidateQueries({ queryKey: packsQuery().queryKey, exact: true });
  }

  return (
    <div className="settings">
      <Form
        className="settings"
        validationErrors={faults}
        onSubmit={(event) => {
          event.preventDefault();
          if (changes.length > 0) saving.mutate(draft);
        }}
      >
        <ChosenPart pack={draft} kpis={kpis} model={model ?? null} onChange={setDraft} />
        <ActionsPart pack={draft} kpis={kpis} onChange={setDraft} />
        <SaveBar
          changes={changes}
          isSaving={saving.isPending}
          isSaved={saving.isSuccess}
          error={saving.error}
          onDiscard={() => {
            saving.reset();
            setDraft(base.pack);
          }}
          onReadAgain={async () => {
            saving.reset();
            takeUp(await queryClient.fetchQuery(packQuery(base.id)));
          }}
        />
      </Form>
      {isOld && <RevisionsPart saved={base} />}
      <PreviewPart saved={base} isChanged={changes.length > 0} />
      <SignPart saved={base} isChanged={changes.length > 0} onSigned={takeUp} />
      <ComparePart id={base.id} />
      <HistoryPart id={base.id} version={base.version} />
    </div>
  );
}
