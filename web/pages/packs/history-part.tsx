import { useQuery } from "@tanstack/react-query";
import { formatMoment } from "../../../server/wording/format.ts";
import { Part } from "../../components/form/fields.tsx";
import { Failure } from "../../components/states.tsx";
import { stateWords } from "./pack-words.ts";
import { packHistoryQuery } from "./packs-queries.ts";

/** Lists every saved version, the newest first. */
export function HistoryPart({ id, version }: { id: string; version: number }) {
  const { data, error, refetch } = useQuery(packHistoryQuery(id, version));
  return (
    <Part id="pack-history" title="History" note="Every save of this pack: none is overwritten.">
      {error && <Failure error={error} what="The history" onRetry={() => void refetch()} />}
      <ol className="history" reversed>
        {data?.versions.map((saved) => (
          <li key={saved.version}>
            <p>
              <b>Version {saved.version}</b>, {formatMoment(saved.savedAt)}, {saved.savedBy}:{" "}
              {stateWords[saved.state]}
            </p>
          </li>
        ))}
      </ol>
    </Part>
  );
}
