import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formatLongMonth, formatShortDate } from "../../../server/wording/format.ts";
import { Skeleton } from "../../components/states.tsx";
import { useFilters } from "../../filters/use-filters.ts";
import { useMay } from "../../layout/session.ts";
import { useSnapshot } from "../../layout/snapshot.ts";
import { RevisionsPanel } from "../../revisions/revisions-panel.tsx";
import type { KeptSnapshot, Kpi, SavedPack } from "../../types.ts";
import { importsQuery } from "../data/import-queries.ts";
import { packsQuery } from "../packs/packs-queries.ts";

const title = "Why is this different from what was said before?";

/** Shows why months differ from what was reported before: in the snapshot of the last frozen pack, otherwise in the last snapshot.
 * An analyst may choose any kept snapshot. */
export function KpiRevisions({ kpi }: { kpi: Kpi }) {
  const { id } = useSnapshot();
  const { filters } = useFilters();
  const mayChoose = useMay("watch-imports");
  const mayCompare = useMay("read-working-figures");
  const { data: kept, isLoading: isReadingKept } = useQuery({
    ...importsQuery(),
    enabled: mayChoose && mayCompare,
  });
  const { data: written, isLoading: isReadingPacks } = useQuery({ ...packsQuery(), enabled: mayCompare });
  const [chosen, setChosen] = useState("");
  const options = optionsOf(kept?.snapshots ?? [], written?.packs ?? [], id);
  const against = options.find(({ value }) => value === chosen) ?? options[0];
  if (!mayCompare) return <None reason="Rounded figures are not compared between snapshots." />;
  if (isReadingKept || isReadingPacks) return <Skeleton shape="list" label="Reading what was said before" />;
  if (!against)
    return <None reason="There is nothing to compare with yet: no earlier snapshot and no frozen pack." />;

  return (
    <RevisionsPanel
      title={against.isPack ? "Why is this different from the last pack?" : title}
      note="Each month as it was then and as it is now, with what moved. The definition’s own changes are among the reasons."
      kpi={kpi}
      filters={filters}
      between={{ against: against.value, snapshot: null }}
      tools={
        <label className="field field--inline">
          <span>Against</span>
          <select value={against.value} onChange={(event) => setChosen(event.target.value)}>
            {options.map(({ value, words }) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </label>
      }
    />
  );
}

function None({ reason }: { reason: string }) {
  return (
    <section className="panel" id="revisions" aria-labelledby="revisions-title">
      <h2 id="revisions-title">{title}</h2>
      <p>{reason}</p>
    </section>
  );
}

/** The snapshots that a reader may compare with: those of frozen packs, the latest pack first, then the other kept ones. */
function optionsOf(
  kept: KeptSnapshot[],
  packs: SavedPack[],
  served: string,
): { value: string; words: string; isPack: boolean }[] {
  const damaged = new Set(kept.filter((one) => one.damaged).map(({ id }) => id));
  const ofPacks = packs.flatMap(({ pack }) => {
    const snapshot = pack.frozen?.snapshot;
    if (!snapshot || snapshot === served || damaged.has(snapshot)) return [];
    return [{ value: snapshot, words: `Pack of ${formatLongMonth(pack.month)}`, isPack: true }];
  });
  const others = kept
    .filter(({ id, damaged: isDamaged }) => id !== served && !isDamaged)
    .map(({ id, asAt }) => ({ value: id, words: `Snapshot as at ${formatShortDate(asAt)}`, isPack: false }));
  const all = [...ofPacks, ...others];
  return all.filter(({ value }, index) => all.findIndex((one) => one.value === value) === index);
}
