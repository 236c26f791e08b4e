import { Link } from "@tanstack/react-router";
import { markOfVerdict } from "../../../server/wording/judging.ts";
import { variationTitles } from "../../../server/wording/words.ts";
import { VariationIcon } from "../../components/icons.tsx";
import { filtersOf } from "../../search.ts";
import type { Changes, Tile } from "../../types.ts";

type Signal = Changes["signals"][number];

/** Lists the measures that the server names as changed, in its order, then those not to react to, and states the rule. Shows nothing
 * until some measure can be compared. */
export function WhatChanged({ changes, tiles }: { changes: Changes; tiles: Tile[] }) {
  const { rule, signals, quiet } = changes;
  if (signals.length + quiet.length === 0) return null;
  const titles = new Map(tiles.map(({ kpi }) => [kpi.id, kpi.title]));
  const titleOf = (id: string) => titles.get(id) ?? id;

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
        {quiet.length > 0 && <Quiet titles={quiet.map(titleOf)} />}
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

function Quiet({ titles }: { titles: string[] }) {
  return (
    <li className="signal signal--common signal--still">
      <VariationIcon verdict={{ variation: "common-cause", direction: null }} />
      <div>
        <p className="words words--common">Nothing to react to</p>
        <h3>
          {titles.length === 1
            ? "1 measure is not named by the rule"
            : `${titles.length} measures are not named by the rule`}
        </h3>
        <p>{titles.join("; ")}.</p>
      </div>
    </li>
  );
}

function summary(named: number, compared: number): string {
  if (named === 0) return "No measure changed by more than its usual variation.";
  return `${named} of ${compared} measures that can be compared ${named === 1 ? "has" : "have"} changed by more than usual variation.`;
}
