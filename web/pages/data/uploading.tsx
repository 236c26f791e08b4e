import { formatNumber } from "../../../server/wording/format.ts";
import type { CurrentImport } from "../../types.ts";
import { formatSize } from "./file-size.ts";
import { Stages } from "./stages.tsx";
import type { Upload } from "./use-upload.ts";

/** Shows how much of the files was uploaded, and then that the server reads them. */
export function Uploading({ upload, current }: { upload: Upload; current: CurrentImport | null }) {
  const bytes = upload.files.reduce((sum, { size }) => sum + size, 0);
  if (upload.sent === 1 && current) return <Stages current={current} onCancel={upload.cancel} />;
  return (
    <section className="panel" aria-labelledby="sending">
      <div className="panel__head">
        <div>
          <h2 id="sending">
            Sending {upload.files.length === 1 ? "the file" : `${upload.files.length} files`}
          </h2>
          <p className="small">
            {formatSize(bytes)} to this force’s own server. {formatNumber("share", upload.sent)}% has gone.
          </p>
        </div>
        <div className="panel__tools">
          <button type="button" className="button" onClick={upload.cancel}>
            Cancel
          </button>
        </div>
      </div>
      <progress className="bar" aria-labelledby="sending" value={upload.sent} max={1} />
    </section>
  );
}
