import { useQuery } from "@tanstack/react-query";
import { formatLongMonth } from "../../../server/wording/format.ts";
import { labelOf } from "../../../server/wording/words.ts";
import { Failure } from "../../components/states.tsx";
import { kpisQuery, useSnapshot } from "../../layout/snapshot.ts";
import type { NewPack } from "../../types.ts";
import { offeredQuery } from "./packs-queries.ts";

export type Taken = NonNullable<NewPack["take"]>;

/** Names everything that a new pack could take from the last pack for the other audience. Nothing is chosen to begin with. */
export function OfferedPart(props: {
  asked: Pick<NewPack, "month" | "audience">;
  taken: Taken;
  onChange: (taken: Taken) => void;
}) {
  const { asked, taken, onChange } = props;
  const snapshot = useSnapshot();
  const { data, error, refetch } = useQuery(offeredQuery(asked));
  const { data: catalogue } = useQuery(kpisQuery());
  if (error) return <Failure error={error} what="What could be taken over" onRetry={() => void refetch()} />;
  if (!data?.from) return null;
  const titleOf = (id: string) => catalogue?.kpis.find((kpi) => kpi.id === id)?.title ?? id;
  const breakdowns = data.breakdowns.map(
    ({ kpi, breakdown }) => `${titleOf(kpi)} by ${labelOf(snapshot, "dimension", breakdown).toLowerCase()}`,
  );
  const actions = taken.actions ?? [];
  const shows = taken.shows ?? [];
  return (
    <fieldset className="offered">
      <legend>
        What it takes over from the {data.from.audience} pack of {formatLongMonth(data.from.month)}
      </legend>
      <p className="small">Nothing, unless you choose it. Headlines and commentary always stay behind.</p>
      <Box isOn={taken.title ?? false} onChange={(title) => onChange({ ...taken, title })}>
        Title: {data.title}
      </Box>
      <Box isOn={taken.measures ?? false} onChange={(measures) => onChange({ ...taken, measures })}>
        Offences, and measures in their order: {data.measures.map(titleOf).join("; ")}
      </Box>
      {breakdowns.length > 0 && (
        <Box isOn={taken.breakdowns ?? false} onChange={(on) => onChange({ ...taken, breakdowns: on })}>
          Breakdowns: {breakdowns.join("; ")}
        </Box>
      )}
      {data.actions.map(({ id, text, owner }) => (
        <Box
          key={id}
          isOn={actions.includes(id)}
          onChange={(isOn) => onChange({ ...taken, actions: toggled(actions, id, isOn) })}
        >
          Action: {text} ({owner})
        </Box>
      ))}
      {asked.audience === "external" && (
        <ShownBoxes shows={shows} onChange={(chosen) => onChange({ ...taken, shows: chosen })} />
      )}
    </fieldset>
  );
}

type Shows = NonNullable<Taken["shows"]>;

/** What of the settings an external pack shows. */
export function ShownBoxes({ shows, onChange }: { shows: Shows; onChange: (shows: Shows) => void }) {
  return (
    <>
      <Box
        isOn={shows.includes("targets")}
        onChange={(isOn) => onChange(toggled<Shows[number]>(shows, "targets", isOn))}
      >
        The force’s targets
      </Box>
      <Box
        isOn={shows.includes("events")}
        onChange={(isOn) => onChange(toggled<Shows[number]>(shows, "events", isOn))}
      >
        The events on the charts, with their words
      </Box>
    </>
  );
}

function Box(props: { isOn: boolean; onChange: (isOn: boolean) => void; children: React.ReactNode }) {
  return (
    <label className="box">
      <input
        type="checkbox"
        checked={props.isOn}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <span>{props.children}</span>
    </label>
  );
}

function toggled<Item>(items: Item[], item: Item, isOn: boolean): Item[] {
  return isOn ? [...items, item] : items.filter((each) => each !== item);
}
