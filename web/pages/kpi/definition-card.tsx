import type { ReactNode } from "react";
import { formatShortDate } from "../../../server/wording/format.ts";
import { betterWords, countTitle, maturityWords, sentence } from "../../../server/wording/words.ts";
import { Scroller } from "../../components/scroller.tsx";
import type { Kpi } from "../../types.ts";

/** Says what the KPI counts and who owns the definition, and shows its SQL. */
export function DefinitionCard({ kpi }: { kpi: Kpi }) {
  return (
    <section className="panel definition" aria-labelledby={`definition-${kpi.id}`}>
      <h2 id={`definition-${kpi.id}`}>What is counted</h2>
      <Definition kpi={kpi} />
    </section>
  );
}

/** Shows a KPI's whole definition, with the settings of the force. */
export function Definition({ kpi }: { kpi: Kpi }) {
  const settings = Object.values(kpi.settings);
  return (
    <>
      <dl className="definition__list">
        <Entry term="Definition">{kpi.definition}</Entry>
        <Entry term={kpi.kind === "share" ? "Numerator" : "Counted"}>{kpi.numerator}</Entry>
        {kpi.denominator && (
          <Entry term={kpi.unit === "days" ? "Over" : "Denominator"}>{kpi.denominator}</Entry>
        )}
        <Entry term="Counted by">
          {sentence(kpi.basis_title)}. {countTitle(kpi)} are counted, nothing else
        </Entry>
        <Entry term="Mature when">{maturityWords(kpi)}</Entry>
        <Entry term="Better when">{betterWords[kpi.better]}</Entry>
        {kpi.traps.length > 0 && (
          <Entry term="Beware">
            <ul>
              {kpi.traps.map((trap) => (
                <li key={trap}>{trap}</li>
              ))}
            </ul>
          </Entry>
        )}
        {settings.length > 0 && (
          <Entry term="Settings">{settings.map(({ title, value }) => `${title}: ${value}`).join("; ")}</Entry>
        )}
        <Entry term="Source">{kpi.source}</Entry>
        <Entry term="Owner">
          {kpi.owner}. Reviewed {formatShortDate(kpi.reviewed_on)}
        </Entry>
        <Entry term="Official list">{kpi.flight_deck_ref || "Local definition; not the official list"}</Entry>
      </dl>
      {kpi.changelog.length > 0 && (
        <details className="disclosure">
          <summary>Changes to this definition</summary>
          <ul className="definition__changes">
            {kpi.changelog.map(({ date, change }) => (
              <li key={`${date} ${change}`}>
                <b>{formatShortDate(date)}</b> {change}
              </li>
            ))}
          </ul>
        </details>
      )}
      <details className="disclosure">
        <summary>How it is worked out (SQL)</summary>
        <Scroller label={`SQL of ${kpi.title}`}>
          <pre>{kpi.query.trim()}</pre>
        </Scroller>
      </details>
    </>
  );
}

function Entry({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
