import { Link } from "@tanstack/react-router";
import { formatValue } from "../../../server/wording/format.ts";
import { isHidden, noFigureWords } from "../../../server/wording/judging.ts";
import { inOrder } from "../../../server/wording/order.ts";
import { countsOf, familyTitle, verdictWords } from "../../../server/wording/words.ts";
import { Scroller } from "../../components/scroller.tsx";
import { filtersOf } from "../../search.ts";
import type { Tile } from "../../types.ts";

/** Shows in one table the KPIs that the flight deck does not lead with: each with its latest figure, what it counts and how it is
 * judged. */
export function FurtherFigures({ tiles }: { tiles: Tile[] }) {
  if (tiles.length === 0) return null;
  return (
    <section className="panel further" aria-labelledby="further-figures">
      <h2 id="further-figures">Further figures</h2>
      <p className="small">
        Judged like the others, but never named as changed: a strong signal is one to look at again.
      </p>
      <details className="disclosure">
        <summary>{tiles.length} measures, each with its latest figure</summary>
        <Scroller label="Table of further figures">
          <table>
            <thead>
              <tr>
                <th scope="col">Measure</th>
                <th scope="col">Family</th>
                <th scope="col">Latest</th>
                <th scope="col">Counts</th>
                <th scope="col">Reading</th>
              </tr>
            </thead>
            <tbody>
              {inOrder(tiles, ({ kpi }) => kpi).map((tile) => (
                <FurtherFigure key={tile.kpi.id} tile={tile} />
              ))}
            </tbody>
          </table>
        </Scroller>
      </details>
    </section>
  );
}

function FurtherFigure({ tile }: { tile: Tile }) {
  const { kpi, latest } = tile;
  return (
    <tr>
      <th scope="row">
        <Link to="/kpi/$id" params={{ id: kpi.id }} search={filtersOf}>
          {kpi.title}
        </Link>
      </th>
      <td>{familyTitle(kpi.family)}</td>
      <td>{latest ? formatValue(kpi.unit, latest.value, kpi.words) : isHidden(tile.points) ? "[c]" : "–"}</td>
      <td>{latest ? countsOf(kpi, latest) : ""}</td>
      <td>{readingOf(tile)}</td>
    </tr>
  );
}

function readingOf({ kpi, latest, verdict, error, points }: Tile): string {
  if (!kpi.available) return `Not available. ${kpi.reason ?? ""}`;
  if (error) return error;
  if (!latest) return noFigureWords(points);
  return verdict ? verdictWords(verdict) : "";
}
