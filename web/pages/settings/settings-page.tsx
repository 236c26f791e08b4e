import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Form } from "react-aria-components/Form";
import { inOrder } from "../../../server/wording/order.ts";
import { saveSettings } from "../../api/settings.ts";
import { SaveBar } from "../../components/form/save-bar.tsx";
import { Failure, Skeleton } from "../../components/states.tsx";
import { UnreadDocuments } from "../../components/unread-documents.tsx";
import { useFaults } from "../../components/use-faults.ts";
import { useTitle } from "../../components/use-title.ts";
import { kpisQuery } from "../../layout/snapshot.ts";
import type { Kpi, SavedSettings, Settings } from "../../types.ts";
import { BrandingPart } from "./branding-part.tsx";
import { settingsChanges } from "./changes.ts";
import { EventsPart } from "./events-part.tsx";
import { KpiPart } from "./kpi-part.tsx";
import { NamePart } from "./name-part.tsx";
import { SettingsHistory } from "./settings-history.tsx";
import { settingsQuery } from "./settings-queries.ts";
import { TargetsPart } from "./targets-part.tsx";
import { ThresholdsPart } from "./thresholds-part.tsx";

/** Edits the force's settings. Every save is kept, with who and when. */
export function SettingsPage() {
  const { data: saved, error, refetch } = useQuery(settingsQuery());
  const { data: catalogue } = useQuery(kpisQuery());
  useTitle("Settings");
  return (
    <>
      <div className="title">
        <div>
          <h1>Settings</h1>
          <p className="title__reading">
            What the force sets for itself. Nothing is lost: every save is kept, and an earlier one can be
            taken up again.
          </p>
        </div>
      </div>
      {saved?.fault && <UnreadDocuments faults={[{ name: "Settings", fault: saved.fault }]} />}
      {saved && catalogue ? (
        <Editor saved={saved} kpis={inOrder(catalogue.kpis, (kpi) => kpi)} />
      ) : error ? (
        <Failure error={error} what="The settings" onRetry={() => void refetch()} />
      ) : (
        <Skeleton shape="page" label="Reading the settings" />
      )}
    </>
  );
}

function Editor({ saved, kpis }: { saved: SavedSettings; kpis: Kpi[] }) {
  const queryClient = useQueryClient();
  const [base, setBase] = useState(saved);
  const [draft, setDraft] = useState(saved.settings);
  const saving = useMutation({
    mutationFn: (settings: Settings) => saveSettings({ version: base.version, settings }),
    onSuccess: (answer) => {
      start(answer);
      queryClient.setQueryData(settingsQuery().queryKey, answer);
      void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "settings" });
    },
  });
  const faults = useFaults(saving.error);
  const changes = settingsChanges(base.settings, draft, kpis);
  const parts = { settings: draft, kpis, onChange: setDraft };

  /** Loads the saved settings and drops the current changes. */
  function start(answer: SavedSettings) {
    setBase(answer);
    setDraft(answer.settings);
  }

  return (
    <Form
      className="settings"
      validationErrors={faults}
      onSubmit={(event) => {
        event.preventDefault();
        if (changes.length > 0) saving.mutate(draft);
      }}
    >
      <NamePart {...parts} />
      <BrandingPart {...parts} />
      <TargetsPart {...parts} />
      <EventsPart {...parts} />
      <ThresholdsPart {...parts} />
      <KpiPart {...parts} />
      <SaveBar
        changes={changes}
        isSaving={saving.isPending}
        isSaved={saving.isSuccess}
        error={saving.error}
        onDiscard={() => {
          saving.reset();
          setDraft(base.settings);
        }}
        onReadAgain={async () => {
          saving.reset();
          start(await queryClient.fetchQuery(settingsQuery()));
        }}
      />
      <SettingsHistory kpis={kpis} current={base.version} onTakeUp={setDraft} />
    </Form>
  );
}
