import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { formatLongMonth, formatMoment } from "../../../server/wording/format.ts";
import { isApiProblem } from "../../api/client.ts";
import { Failure, Skeleton } from "../../components/states.tsx";
import { useTitle } from "../../components/use-title.ts";
import { useMay } from "../../layout/session.ts";
import type { SavedPack } from "../../types.ts";
import { NotFoundPage } from "../not-found-page.tsx";
import { ComparePart } from "./compare-part.tsx";
import { HistoryPart } from "./history-part.tsx";
import { PackEditor } from "./pack-editor.tsx";
import { audienceWords, isOutdated, stateWords } from "./pack-words.ts";
import { packQuery, useFigures } from "./packs-queries.ts";
import { PreviewPart } from "./preview-part.tsx";
import { RevisionsPart } from "./revisions-part.tsx";
import { SignPart } from "./sign-part.tsx";

/** Shows one pack: an editor for those who write it until it is frozen, else a view with comparisons. */
export function PackPage() {
  const { id } = useParams({ from: "/packs/$id" });
  const { data: saved, error, refetch } = useQuery(packQuery(id));
  useTitle(saved ? `${saved.pack.title}, ${formatLongMonth(saved.pack.month)}` : "Pack");
  if (saved) return <OnePack saved={saved} />;
  if (isApiProblem(error) && error.code === "unknown-pack")
    return <NotFoundPage what="There is no such pack." />;
  if (error) return <Failure error={error} what="The pack" onRetry={() => void refetch()} />;
  return <Skeleton shape="page" label="Reading the pack" />;
}

function OnePack({ saved }: { saved: SavedPack }) {
  const { id, pack, version, sentBack } = saved;
  const figures = useFigures(saved);
  const queryClient = useQueryClient();
  const mayWrite = useMay("make-packs");
  return (
    <>
      <nav className="crumb" aria-label="Where you are">
        <Link to="/packs">Packs</Link> / {formatLongMonth(pack.month)}
      </nav>
      <div className="title">
        <div>
          <h1>
            {pack.title}, {formatLongMonth(pack.month)}
          </h1>
          <p className="title__reading">
            {stateWords[pack.state]}. {audienceWords[pack.audience]}.
            {pack.approved &&
              ` Approved by ${pack.approved.by}${pack.approved.isOwn ? ", who wrote it" : ""}, ${formatMoment(pack.approved.at)}.`}
            {pack.approved?.reason && ` Reason: ${pack.approved.reason}`}
            {pack.frozen &&
              ` Frozen by ${pack.frozen.by}, ${formatMoment(pack.frozen.at)}, with snapshot ${pack.frozen.snapshot}.`}
          </p>
        </div>
      </div>
      {pack.approved && isOutdated(pack, figures) && (
        <div className="notice notice--problem" role="alert">
          <h2>The figures have changed since this pack was approved</h2>
          <p>
            It was approved with snapshot {pack.approved.snapshot}; of its month there is now {figures}. No
            file is given and nothing is frozen until it is approved again: look through what was revised and
            the preview, then choose “Approve again”.
          </p>
        </div>
      )}
      {sentBack && (
        <div className="notice">
          <h2>Sent back by {sentBack.by}</h2>
          <p>{sentBack.reason}</p>
        </div>
      )}
      {pack.state === "frozen" || !mayWrite ? (
        <div className="settings">
          <PreviewPart saved={saved} isChanged={false} />
          {pack.state !== "frozen" && (
            <SignPart
              saved={saved}
              isChanged={false}
              onSigned={(answer) => queryClient.setQueryData(packQuery(id).queryKey, answer)}
            />
          )}
          {pack.state !== "draft" && <RevisionsPart saved={saved} />}
          <ComparePart id={id} />
          <HistoryPart id={id} version={version} />
        </div>
      ) : (
        <PackEditor key={id} saved={saved} />
      )}
    </>
  );
}
