import { outcomeTitle } from "../../../server/charts/outcome-groups.ts";
import { Scroller } from "../../components/scroller.tsx";
import type { Definitions } from "../../types.ts";

/** Shows the maps from codes to groups and scopes with which the snapshot was built. */
export function CodeMaps({ definitions }: { definitions: Definitions }) {
  const { outcomes, offences, cancelled, columns } = definitions;
  return (
    <section aria-labelledby="code-maps">
      <h2 className="section-title" id="code-maps">
        Code maps in force
      </h2>
      <div className="cards">
        <MapTable
          id="map-outcomes"
          title="Outcome codes"
          note="Home Office outcome types. KPIs count groups, never single codes."
          head={["Code", "Outcome", "Counted as", "Suspect known"]}
          rows={outcomes.map(({ code, label, group, suspect_known }) => [
            code,
            label,
            outcomeTitle(group),
            suspect_known === "unknown" ? "Not known" : capital(suspect_known),
          ])}
        />
        <MapTable
          id="map-offences"
          title="Offence codes"
          note="Which offences each scope holds. A code that is not here counts in “every crime in the files” only."
          head={["Code", "Offence", "Rape", "Adult rape", "RASSO", "All sexual"]}
          rows={offences.map(({ code, label, rape, adult_rape, rasso, all_sexual }) => [
            code,
            label,
            ...[rape, adult_rape, rasso, all_sexual].map((held) =>
              held === "if-victim-16-or-over" ? "If the victim is 16 or over" : capital(held),
            ),
          ])}
        />
        <MapTable
          id="map-cancelled"
          title="Cancelled and transferred"
          note="Any of these takes a crime out of every count. One KPI counts the cancelled crimes."
          head={["Code", "Meaning", "Counted as"]}
          rows={cancelled.map(({ code, label, group }) => [code, label, capital(group.replaceAll("-", " "))])}
        />
        <MapTable
          id="map-columns"
          title="Column names that are recognised"
          note="Without regard to case, spaces, underscores, hyphens and full stops. A force’s own names are mapped on the Data page."
          head={["Column", "Also recognised"]}
          rows={columns.map(({ column, aliases }) => [column, aliases.join(", ")])}
        />
      </div>
    </section>
  );
}

function MapTable(props: { id: string; title: string; note: string; head: string[]; rows: string[][] }) {
  return (
    <section className="panel" id={props.id} aria-labelledby={`${props.id}-title`}>
      <h3 id={`${props.id}-title`}>{props.title}</h3>
      <p className="small">{props.note}</p>
      <Scroller label={`${props.title}, table`}>
        <table>
          <caption className="visually-hidden">{props.title}</caption>
          <thead>
            <tr>
              {props.head.map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.rows.map(([code = "", ...cells]) => (
              <tr key={code}>
                <th scope="row">{code}</th>
                {cells.map((cell, index) => (
                  <td key={props.head[index + 1]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </section>
  );
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
