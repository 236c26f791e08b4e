import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { formatMoment } from "../../../server/wording/format.ts";
import { saveMapping } from "../../api/imports.ts";
import { UnreadDocuments } from "../../components/unread-documents.tsx";
import { mappingsQuery } from "./import-queries.ts";
import { problemWords } from "./import-words.ts";
import { nameOf } from "./mapping-name.ts";
import type { ImportWork } from "./use-import.ts";

/** Saves the confirmed choices under a name for next month, and lists the saved mappings. */
export function MappingPanel({ work }: { work: ImportWork }) {
  const { data } = useQuery(mappingsQuery());
  const mappings = data?.mappings ?? [];
  return (
    <section className="panel" aria-labelledby="mapping">
      <div className="panel__head">
        <div>
          <h2 id="mapping">Keep your choices</h2>
          <p className="small">
            Columns and codes that you confirm can be saved by name, for next month and for the command line.
          </p>
        </div>
      </div>
      <div className="mapping">
        <UnreadDocuments faults={data?.faults ?? []} />
        {mappings.length > 0 && (
          <label className="field">
            <span>Use a saved mapping</span>
            <select
              value={work.choices.mappingName ?? ""}
              onChange={(event) => event.target.value && work.load.mutate(event.target.value)}
            >
              <option value="">Choose…</option>
              {mappings.map(({ name, savedBy, savedAt }) => (
                <option key={name} value={name}>
                  {name} (saved by {savedBy}, {formatMoment(savedAt)})
                </option>
              ))}
            </select>
          </label>
        )}
        <SaveForm work={work} mappings={mappings} />
      </div>
      {work.load.error && (
        <p className="problem" role="alert">
          {problemWords(work.load.error)}
        </p>
      )}
    </section>
  );
}

type Saved = { name: string; version: number };

function SaveForm({ work, mappings }: { work: ImportWork; mappings: Saved[] }) {
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState(work.choices.mappingName ?? "");
  const name = nameOf(typed);
  const before = mappings.find((mapping) => mapping.name === name);
  const saving = useMutation({
    mutationFn: () => saveMapping(name, before?.version ?? 0, work.choices.mapping),
    onSuccess: (saved) => work.choose({ ...work.choices, mappingName: saved.name }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: mappingsQuery().queryKey }),
  });

  function save(event: FormEvent): void {
    event.preventDefault();
    if (name !== "") saving.mutate();
  }

  return (
    <form className="mapping__save" onSubmit={save}>
      <label className="field">
        <span>Save as</span>
        <input
          type="text"
          className="input"
          required
          maxLength={60}
          placeholder="niche-monthly"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      <button type="submit" className="button">
        {before ? "Save over it" : "Save"}
      </button>
      <p className="small" role="status">
        {saving.isSuccess && work.choices.mappingName === saving.data.name
          ? `Saved as ${saving.data.name}.`
          : name !== "" && name !== typed && `It will be called ${name}.`}
      </p>
      {saving.error && (
        <p className="problem" role="alert">
          {problemWords(saving.error)}
        </p>
      )}
    </form>
  );
}
