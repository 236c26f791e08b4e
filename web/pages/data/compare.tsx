import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formatMoment, formatShortDate } from "../../../server/wording/format.ts";
import { kpisQuery } from "../../layout/snapshot.ts";
import { RevisionsPanel } from "../../revisions/revisions-panel.tsx";
import type { KeptSnapshot } from "../../types.ts";

/** Compares a measure in two kept snapshots, and shows crime by crime why a figure changed. */
export function Compare({ snapshots }: { snapshots: KeptSnapshot[] }) {
  const { data } = useQuery(kpisQuery());
  const whole = snapshots
    .filter(({ damaged }) => !damaged)
    .toSorted((a, b) => b.importedAt.localeCompare(a.importedAt));
  const kpis = data?.kpis.filter(({ available }) => available) ?? [];
  const [against, setAgainst] = useState("");
  const [chosen, setChosen] = useState("");
  const [id, setId] = useState("");
  const then = whole.find((each) => each.id === against);
  const later = then ? whole.filter(({ importedAt }) => importedAt > then.importedAt) : whole.slice(0, -1);
  const now = later.find((each) => each.id === chosen) ?? later.find(({ served }) => served) ?? later[0];
  if (whole.length < 2) return null;

  return (
    <RevisionsPanel
      title="Compare two snapshots"
      note="Why a figure is not what it was in an earlier snapshot, crime by crime."
      kpi={kpis.find((each) => each.id === id) ?? null}
      filters={{}}
      between={then && now ? { against: then.id, snapshot: now.id } : null}
      tools={
        <>
          <Choice
            title="Then"
            value={against}
            none="Choose a snapshot…"
            options={whole.slice(1).map(optionOf)}
            onChange={setAgainst}
          />
          <Choice title="Now" value={now?.id ?? ""} options={later.map(optionOf)} onChange={setChosen} />
          <Choice
            title="Measure"
            value={id}
            none="Choose a measure…"
            options={kpis.map((each) => ({ value: each.id, title: each.title }))}
            onChange={setId}
          />
        </>
      }
    />
  );
}

function optionOf({ id, asAt, importedAt, served }: KeptSnapshot): { value: string; title: string } {
  const which = served ? ", served" : "";
  return { value: id, title: `${formatShortDate(asAt)}, imported ${formatMoment(importedAt)}${which}` };
}

function Choice(props: {
  title: string;
  value: string;
  none?: string;
  options: { value: string; title: string }[];
  onChange: (value: string) => void;
}) {
  return (
    <label className="field field--inline">
      <span>{props.title}</span>
      <select value={props.value} onChange={(event) => props.onChange(event.target.value)}>
        {props.none && <option value="">{props.none}</option>}
        {props.options.map(({ value, title }) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}
