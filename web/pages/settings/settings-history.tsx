import { useQuery } from "@tanstack/react-query";
import { formatMoment } from "../../../server/wording/format.ts";
import { Failure, Skeleton } from "../../components/states.tsx";
import type { Kpi, SavedSettings, Settings } from "../../types.ts";
import { settingsChanges } from "./changes.ts";
import { settingsHistoryQuery } from "./settings-queries.ts";

/** Lists every save: who, when, what changed. An earlier version can be loaded and saved as a new one. */
export function SettingsHistory(props: {
  kpis: Kpi[];
  current: number;
  onTakeUp: (settings: Settings) => void;
}) {
  const { data, error, refetch } = useQuery(settingsHistoryQuery());
  return (
    <section className="panel settings__part" aria-labelledby="history">
      <h2 id="history">History</h2>
      {error ? (
        <Failure error={error} what="The history" onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton shape="list" label="Reading the history" />
      ) : data.versions.length === 0 ? (
        <p>Nothing was saved yet: the defaults are in force.</p>
      ) : (
        <ol className="history" reversed>
          {data.versions.map((version, index) => (
            <Version key={version.version} {...props} version={version} before={data.versions[index + 1]} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Version(props: {
  kpis: Kpi[];
  current: number;
  onTakeUp: (settings: Settings) => void;
  version: SavedSettings;
  before: SavedSettings | undefined;
}) {
  const { version, before, kpis } = props;
  const changes = before ? settingsChanges(before.settings, version.settings, kpis) : ["First saved"];
  const isCurrent = version.version === props.current;
  return (
    <li>
      <p>
        <b>Version {version.version}</b>, {version.savedAt && formatMoment(version.savedAt)},{" "}
        {version.savedBy}
        {isCurrent && ": in force"}
      </p>
      <ul>
        {changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
        {changes.length === 0 && <li>Nothing changed</li>}
      </ul>
      {!isCurrent && (
        <button type="button" className="link-button" onClick={() => props.onTakeUp(version.settings)}>
          Take up version {version.version} again
        </button>
      )}
    </li>
  );
}
