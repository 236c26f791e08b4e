import { Link } from "@tanstack/react-router";
import { markOfVerdict } from "../../../server/wording/judging.ts";
import { variationTitles } from "../../../server/wording/words.ts";
import { VariationIcon } from "../../components/icons.tsx";
import { filtersOf } from "../../search.ts";
import type { Changes, Tile } from "../../types.ts";

type Signal = Changes["signals"][number];

/** Lists the measures that the server names as changed, in its order, then those to look at again and those that are as usual, and
 * states the rule. Shows nothing until some measure is judged. */
export function WhatChanged({ changes, tiles }: { changes: Changes; tiles: Tile[] }) {
  const { rule, signals, quiet } = changes;
  if (signals.length + quiet.length === 0) return null;
  const titleOf = (id: string) => tiles.find(({ kpi }) => kpi.id === id)?.kpi.title ?? id;
  const titlesOf = (variation: Quiet) =>
    tiles
      .filter(({ kpi, verdict }) => quiet.includes(kpi.id) && verdict?.variation === variation)
      .map(({ kpi }) => kpi.title);

  return (
    <section className="changed" aria-labelledby="what-changed">
      <div className="changed__head">
        <h2 id="what-changed">What changed this month</h2>
        <p>{summary(signals.length, signals.length + quiet.length)}</p>
      </div>
      <ul className={signals.length > 3 ? "signals signals--many" : "signals"}>
        {signals.map((signal) => (
          <Named key={signal.kpi} signal={signal} title={titleOf(signal.kpi)} />
        ))}
        <NotNamed variation="look-again" titles={titlesOf("look-again")} />
        <NotNamed variation="common-cause" titles={titlesOf("common-cause")} />
      </ul>
      <p className="changed__rule">{rule}</p>
    </section>
  );
}

function Named({ signal, title }: { signal: Signal; title: string }) {
  const mark = markOfVerdict(signal);
  return (
    <li className={`signal signal--${mark}`}>
      <VariationIcon verdict={signal} />
      <div>
        <p className={`words words--${mark}`}>{variationTitles[signal.variation]}</p>
        <h3>
          <Link to="/kpi/$id" params={{ id: signal.kpi }} search={filtersOf}>
            {title}
          </Link>
        </h3>
        <p>{signal.sentence}</p>
      </div>
    </li>
  );
}

type Quiet = "look-again" | "common-cause";

const quietTitles = {
  "look-again": "with a signal that is no change yet",
  "common-cause": "to which nobody need react",
};

function NotNamed({ variation, titles }: { variation: Quiet; titles: string[] }) {
  if (titles.length === 0) return null;
  return (
    <li className="signal signal--common signal--still">
      <VariationIcon verdict={{ variation, direction: null }} />
      <div>
        <p className="words words--common">{variationTitles[variation]}</p>
        <h3>
          {titles.length === 1 ? "1 measure" : `${titles.length} measures`} {quietTitles[variation]}
        </h3>
        <p>{titles.join("; ")}.</p>
      </div>
    </li>
  );
}

function summary(named: number, compared: number): string {
  if (named === 0) return "No measure is named as changed.";
  return `${named} of ${compared} measures that can be judged ${named === 1 ? "has" : "have"} changed.`;
}
