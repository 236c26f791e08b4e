import { Link } from "@tanstack/react-router";
import { markOfVerdict } from "../../../server/wording/marks.ts";
import { variationTitles } from "../../../server/wording/words.ts";
import { VariationIcon } from "../../components/icons.tsx";
import { filtersOf } from "../../search.ts";
import type { Tile, Verdict } from "../../types.ts";

type Judged = Tile & { verdict: Verdict };

/** The signals in sentences, concern first, and then the measures not to react to. Not shown before there are verdicts. */
export function WhatChanged({ tiles }: { tiles: Tile[] }) {
  const judged = tiles.filter(
    (tile): tile is Judged => tile.verdict !== null && tile.verdict.variation !== "none",
  );
  if (judged.length === 0) return null;
  const order = ["concern", "improvement", "neutral"];
  const moved = judged
    .filter(({ verdict }) => order.includes(verdict.variation))
    .toSorted((a, b) => order.indexOf(a.verdict.variation) - order.indexOf(b.verdict.variation));
  const still = judged.filter((tile) => !moved.includes(tile));

  return (
    <section className="changed" aria-labelledby="what-changed">
      <div className="changed__head">
        <h2 id="what-changed">What changed this month</h2>
        <p>{summary(moved.length, judged.length)}</p>
      </div>
      <ul className={moved.length > 3 ? "signals signals--many" : "signals"}>
        {moved.map((tile) => (
          <Signal key={tile.kpi.id} tile={tile} />
        ))}
        {still.length > 0 && <Still tiles={still} />}
      </ul>
    </section>
  );
}

function Signal({ tile }: { tile: Judged }) {
  const mark = markOfVerdict(tile.verdict);
  return (
    <li className={`signal signal--${mark}`}>
      <VariationIcon verdict={tile.verdict} />
      <div>
        <p className={`words words--${mark}`}>{variationTitles[tile.verdict.variation]}</p>
        <h3>
          <Link to="/kpi/$id" params={{ id: tile.kpi.id }} search={filtersOf}>
            {tile.kpi.title}
          </Link>
        </h3>
        <p>{tile.verdict.reading}</p>
      </div>
    </li>
  );
}

function Still({ tiles }: { tiles: Judged[] }) {
  const [first] = tiles;
  if (!first) return null;
  const verdict: Verdict = { ...first.verdict, variation: "common-cause", direction: null };
  return (
    <li className="signal signal--common signal--still">
      <VariationIcon verdict={verdict} />
      <div>
        <p className="words words--common">Nothing to react to</p>
        <h3>
          {tiles.length === 1 ? "1 measure" : `${tiles.length} measures`} moved within{" "}
          {tiles.length === 1 ? "its" : "their"} usual range
        </h3>
        <p>{tiles.map(({ kpi }) => kpi.title).join("; ")}.</p>
      </div>
    </li>
  );
}

function summary(moved: number, judged: number): string {
  if (moved === 0) return "No measure moved more than its usual month-to-month variation.";
  const are = moved === 1 ? "shows" : "show";
  return `${moved} of ${judged} measures with limits ${are} a change bigger than usual month-to-month variation.`;
}
