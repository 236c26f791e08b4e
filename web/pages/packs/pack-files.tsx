import { useMutation, useQueryClient } from "@tanstack/react-query";
import { fetchPackFile } from "../../api/packs.ts";
import { saveFile } from "../../components/save-file.ts";
import { snapshotQuery } from "../../layout/snapshot.ts";
import { formats } from "./pack-words.ts";

/** Offers the three files of a pack, or says why one was refused. It tells the page when the served figures have changed. */
export function PackFiles({ id }: { id: string }) {
  const queryClient = useQueryClient();
  const taking = useMutation({
    mutationFn: async ({ format }: (typeof formats)[number]) =>
      saveFile(`${id}.${format}`, await fetchPackFile(id, format)),
    onError: () => queryClient.invalidateQueries({ queryKey: snapshotQuery().queryKey }),
  });
  return (
    <>
      <p className="downloads">
        {formats.map((file) => (
          <button
            key={file.format}
            type="button"
            className="button"
            disabled={taking.isPending}
            onClick={() => taking.mutate(file)}
          >
            {file.title}
          </button>
        ))}
      </p>
      <p role="status" className="small">
        {taking.isPending &&
          `Writing the ${taking.variables.title} file… An external pack is first tried for small counts that could be worked out.`}
      </p>
      {taking.error && (
        <p role="alert" className="words--concern">
          No file was given. {taking.error.message}
        </p>
      )}
    </>
  );
}
