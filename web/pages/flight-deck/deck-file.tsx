import { stateOf, variationTitles } from "../../../server/wording/words.ts";
import { type Cell, csvOf } from "../../components/csv.ts";
import { saveFile } from "../../components/save-file.ts";
import { useSnapshot } from "../../layout/snapshot.ts";
import type { Tile } from "../../types.ts";

const header = [
  "kpi",
  "title",
  "unit",
  "month",
  "numerator",
  "denominator",
  "value",
  "average",
  "lower_limit",
  "upper_limit",
  "target",
  "month_reading",
  "verdict",
  "snapshot",
];

/** Saves every month that the tiles draw as one CSV file. The page of each KPI has its chart, table and pictures. */
export function DeckFile({ tiles }: { tiles: Tile[] }) {
  const snapshot = useSnapshot();
  function save() {
    const rows = tiles.flatMap((tile) => rowsOf(tile, snapshot.id));
    const content = new Blob([csvOf(header, rows)], { type: "text/csv;charset=utf-8" });
    saveFile(`flight-deck-${snapshot.asAt}.csv`, content);
  }
  return (
    <fieldset className="downloads">
      <legend>Each tile leads to its chart, table and pictures. Download all tiles:</legend>
      <button type="button" className="button" onClick={save}>
        CSV
      </button>
    </fieldset>
  );
}

function rowsOf({ kpi, points, target, verdict }: Tile, snapshot: string): Cell[][] {
  return points.map((point) => [
    kpi.id,
    kpi.title,
    kpi.unit,
    point.month,
    point.numerator,
    point.denominator,
    point.value,
    point.spc?.mean ?? null,
    point.spc?.lower ?? null,
    point.spc?.upper ?? null,
    target,
    stateOf(point),
    verdict ? variationTitles[verdict.variation] : null,
    snapshot,
  ]);
}
