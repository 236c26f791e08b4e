import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { formatMoment } from "../../../server/wording/format.ts";
import { saveMapping } from "../../api/imports.ts";
import { UnreadDocuments } from "../../components/unread-documents.tsx";
import type { RecognisedFile } from "../../types.ts";
import { wholeMapping } from "./choices.ts";
import { mappingsQuery } from "./import-queries.ts";
import { problemWords } from "./import-words.ts";
import { nameOf } from "./mapping-name.ts";
import type { ImportWork } from "./use-import.ts";

/** Offers the saved mappings, to be used for these files. */
export function SavedMappings({ work }: { work: ImportWork }) {
  const { data } = useQuery(mappingsQuery());
  const mappings = data?.mappings ?? [];
  return (
    <>
      {mappings.length > 0 && (
        <label className="field field--inline">
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
      {work.load.error && (
        <p className="problem" role="alert">
          {problemWords(work.load.error)}
        </p>
      )}
    </>
  );
}

/** Saves the confirmed choices under a name for next month. */
export function MappingPanel({ work, files }: { work: ImportWork; files: RecognisedFile[] }) {
  const { data } = useQuery(mappingsQuery());
  return (
    <section className="panel" aria-labelledby="mapping">
      <div className="panel__head">
        <div>
          <h2 id="mapping">Keep your choices</h2>
          <p className="small">
            Files with the same headers are read by them next month, here without a click and on the command
            line by the name.
          </p>
        </div>
      </div>
      <div className="mapping">
        <UnreadDocuments faults={data?.faults ?? []} />
        <SaveForm work={work} files={files} mappings={data?.mappings ?? []} />
      </div>
    </section>
  );
}

type Saved = { name: string; version: number };

function SaveForm(props: { work: ImportWork; files: RecognisedFile[]; mappings: Saved[] }) {
  const { work, files, mappings } = props;
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState(work.choices.mappingName ?? "");
  const name = nameOf(typed);
  const before = mappings.find((mapping) => mapping.name === name);
  const saving = useMutation({
    mutationFn: () => saveMapping(name, before?.version ?? 0, wholeMapping(files, work.choices)),
    onSuccess: work.saved,
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
