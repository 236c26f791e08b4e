import { useQuery } from "@tanstack/react-query";
import { formatLongMonth } from "../../../server/wording/format.ts";
import { isEmpty } from "../../../server/wording/judging.ts";
import { inOrder } from "../../../server/wording/order.ts";
import { families } from "../../../server/wording/words.ts";
import { Failure, Skeleton } from "../../components/states.tsx";
import { useTitle } from "../../components/use-title.ts";
import { FilterBar } from "../../filters/filter-bar.tsx";
import { NothingMatches } from "../../filters/nothing-matches.tsx";
import { useFilters } from "../../filters/use-filters.ts";
import { useSnapshot } from "../../layout/snapshot.ts";
import type { FlightDeck, Tile as TileData } from "../../types.ts";
import { DeckFile } from "./deck-file.tsx";
import { flightDeckQuery } from "./flight-deck-query.ts";
import { FurtherFigures } from "./further-figures.tsx";
import { KeyOfMarks } from "./key-of-marks.tsx";
import { Tile } from "./tile.tsx";
import { WhatChanged } from "./what-changed.tsx";

/** Shows every KPI as a tile, and above them what changed. */
export function FlightDeckPage() {
  const snapshot = useSnapshot();
  const { filters } = useFilters();
  const { data, error, isPlaceholderData, refetch } = useQuery(flightDeckQuery(filters));
  useTitle("Flight deck");

  return (
    <>
      <FilterBar />
      <h1 className="page-title">Flight deck: {formatLongMonth(snapshot.lastCompleteMonth)}</h1>
      {data ? (
        <div aria-busy={isPlaceholderData}>
          <Deck deck={data} onRetry={() => void refetch()} />
        </div>
      ) : error ? (
        <Failure error={error} what="The flight deck" onRetry={() => void refetch()} />
      ) : (
        <DeckSkeleton />
      )}
    </>
  );
}

function Deck({ deck, onRetry }: { deck: FlightDeck; onRetry: () => void }) {
  const { tiles, changes } = deck;
  const shown = tiles.filter(({ kpi, error }) => kpi.available && !error);
  if (shown.length > 0 && shown.every(({ points }) => isEmpty(points))) return <NothingMatches />;
  return (
    <>
      <WhatChanged changes={changes} tiles={tiles} />
      <Families tiles={tiles.filter(({ kpi }) => kpi.headline)} onRetry={onRetry} />
      <FurtherFigures tiles={tiles.filter(({ kpi }) => !kpi.headline)} />
      <KeyOfMarks tiles={tiles} />
      <DeckFile tiles={tiles} />
    </>
  );
}

/** Shows the tiles in four columns, one for each family, with their rows in line. */
function Families({ tiles, onRetry }: { tiles: TileData[]; onRetry: () => void }) {
  const ordered = inOrder(tiles, ({ kpi }) => kpi);
  const groups = families
    .map((family) => ({ ...family, tiles: ordered.filter(({ kpi }) => kpi.family === family.id) }))
    .filter((family) => family.tiles.length > 0);
  const rows = Math.max(...groups.map((family) => family.tiles.length));
  return (
    <div className="families" data-rows={Math.min(rows, 8)}>
      {groups.map((family) => (
        <section key={family.id} className="family" aria-labelledby={`family-${family.id}`}>
          <div className="family__head">
            <h2 id={`family-${family.id}`}>{family.title}</h2>
            <p>{family.note}</p>
          </div>
          {family.tiles.map((tile, index) => (
            <Tile key={tile.kpi.id} tile={tile} isLead={index === 0} onRetry={onRetry} />
          ))}
        </section>
      ))}
    </div>
  );
}

function DeckSkeleton() {
  return (
    <div className="families" data-rows="2">
      {families.map((family, index) => (
        <div key={family.id} className="family">
          <div className="family__head">
            <h2>{family.title}</h2>
            <p>{family.note}</p>
          </div>
          <Skeleton shape="tile" label={index === 0 ? "Reading the figures" : ""} />
        </div>
      ))}
    </div>
  );
}
