import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { formatMonth, formatNumber } from "../../../server/wording/format.ts";
import { isHidden, markOfVerdict, noFigureWords } from "../../../server/wording/judging.ts";
import { countsOf, targetWords, unitWord, verdictWords } from "../../../server/wording/words.ts";
import { Sparkline, sparklineLabel } from "../../charts/sparkline.tsx";
import { AssuranceIcon, HollowGlyph, VariationIcon, WarningGlyph } from "../../components/icons.tsx";
import { kpisQuery, useChecks } from "../../layout/snapshot.ts";
import { filtersOf } from "../../search.ts";
import type { Kpi, Tile as TileData } from "../../types.ts";

/** Shows one KPI: its value, n of N, two years as a line, its verdict, and how far to trust the latest months. */
export function Tile({ tile, isLead, onRetry }: { tile: TileData; isLead: boolean; onRetry: () => void }) {
  if (!tile.kpi.available) return <NotAvailable kpi={tile.kpi} />;
  if (tile.error) return <Failed kpi={tile.kpi} message={tile.error} onRetry={onRetry} />;
  return <Figures tile={tile} isLead={isLead} />;
}

function Figures({ tile, isLead }: { tile: TileData; isLead: boolean }) {
  const { kpi, latest, verdict } = tile;
  const words = verdict ? verdictWords(verdict) : "";
  return (
    <article className={isLead ? "tile tile--lead" : "tile"}>
      <TileTitle kpi={kpi} />
      <div className="tile__value">
        {latest ? (
          <p>
            <b>{formatNumber(kpi.unit, latest.value)}</b>
            <span className="tile__unit">{unitWord(kpi)}</span>
          </p>
        ) : (
          <p className="tile__none">{isHidden(tile.points) ? "[c]" : "No figure yet"}</p>
        )}
        <span className="tile__icons">
          {verdict && <VariationIcon verdict={verdict} />}
          {verdict?.assurance && <AssuranceIcon assurance={verdict.assurance} />}
        </span>
      </div>
      <p className="tile__counts">{latest ? countsOf(kpi, latest) : noFigureWords(tile.points)}</p>
      <Sparkline
        points={tile.points}
        latest={latest}
        unit={kpi.unit}
        better={kpi.better}
        limits={tile.limits}
        target={tile.target}
        height={isLead ? 112 : 84}
        label={sparklineLabel(tile, words)}
      />
      <div className="tile__reading">
        {verdict && <p className={`words words--${markOfVerdict(verdict)}`}>{words}</p>}
        <p>{targetWords(kpi, tile.target, verdict)}</p>
        {tile.comparator && <p>{tile.comparator}</p>}
      </div>
      <Maturity tile={tile} />
      <Checks kpi={kpi} />
    </article>
  );
}

/** Counts the checks that found something about this KPI. The header tells those that affect all KPIs. */
function Checks({ kpi }: { kpi: Kpi }) {
  const { data } = useChecks();
  const { data: catalogue } = useQuery(kpisQuery());
  const all = catalogue?.kpis.length ?? 0;
  const own = data?.checks.filter(
    ({ count, kpis }) => count > 0 && kpis.includes(kpi.id) && kpis.length < all,
  );
  if (!own || own.length === 0) return null;
  return (
    <p className="tile__checks">
      <WarningGlyph />
      {own.length === 1 ? "1 data warning" : `${own.length} data warnings`}
    </p>
  );
}

function Maturity({ tile }: { tile: TileData }) {
  const { kpi, latest, maturing } = tile;
  if (latest?.ramp_up) {
    return (
      <p className="tile__maturity">
        <HollowGlyph />
        <span>Ramp-up, not judged: {formatMonth(latest.month)}</span>
      </p>
    );
  }
  if (maturing > 0) {
    return (
      <p className="tile__maturity">
        <HollowGlyph />
        <span>
          {latest ? `Latest mature month: ${formatMonth(latest.month)}; ` : ""}
          {maturing} maturing
        </span>
      </p>
    );
  }
  return <p className="tile__maturity">Counted by {kpi.basis_title}</p>;
}

function NotAvailable({ kpi }: { kpi: Kpi }) {
  return (
    <article className="tile tile--none">
      <TileTitle kpi={kpi} />
      <p className="tile__none">Not available</p>
      <p>{kpi.reason ?? "Its columns are not in this snapshot."}</p>
      <p className="tile__maturity">Shown as a gap, never as 0. Ask: {kpi.owner}</p>
    </article>
  );
}

function Failed({ kpi, message, onRetry }: { kpi: Kpi; message: string; onRetry: () => void }) {
  return (
    <article className="tile tile--none">
      <TileTitle kpi={kpi} />
      <p className="tile__none">Could not be worked out</p>
      <p>{message}</p>
      <p className="tile__maturity">The other figures are not affected.</p>
      <button type="button" className="button tile__retry" onClick={onRetry}>
        Try again
      </button>
    </article>
  );
}

function TileTitle({ kpi }: { kpi: Kpi }) {
  return (
    <h3>
      <Link to="/kpi/$id" params={{ id: kpi.id }} search={filtersOf}>
        {kpi.title}
      </Link>
    </h3>
  );
}
