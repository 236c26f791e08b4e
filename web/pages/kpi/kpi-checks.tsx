import { Link } from "@tanstack/react-router";
import { WarningGlyph } from "../../components/icons.tsx";
import { useChecks } from "../../layout/snapshot.ts";
import { filtersOf } from "../../search.ts";
import type { Kpi } from "../../types.ts";

/** Shows beside a KPI's figures what the checks found about it. Nothing if they found nothing. */
export function KpiChecks({ kpi }: { kpi: Kpi }) {
  const { data } = useChecks();
  const found = data?.checks.filter(({ kpis, count }) => count > 0 && kpis.includes(kpi.id)) ?? [];
  if (found.length === 0) return null;
  return (
    <section className="panel kpi-checks" aria-labelledby="kpi-checks">
      <h2 id="kpi-checks">What the data leave open</h2>
      <ul>
        {found.map(({ check, message }) => (
          <li key={check}>
            <WarningGlyph />
            <span>{message}</span>
          </li>
        ))}
      </ul>
      <p className="small">
        <Link to="/data" search={filtersOf}>
          All checks
        </Link>
      </p>
    </section>
  );
}
