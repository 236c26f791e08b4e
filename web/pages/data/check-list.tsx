import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useId, useState } from "react";
import { formatCount } from "../../../server/wording/format.ts";
import { rejectedAddress } from "../../api/imports.ts";
import { CrossGlyph, TickGlyph, WarningGlyph } from "../../components/icons.tsx";
import { kpisQuery } from "../../layout/snapshot.ts";
import { filtersOf } from "../../search.ts";
import type { Checks } from "../../types.ts";
import { counted } from "./import-words.ts";
import { showPart } from "./show-part.ts";

type Check = Checks["checks"][number];

/** Where a check's rows are: the import or snapshot whose rejected rows can be downloaded, and whether texts can be mapped on the page. */
type Place = { rejectedOf: string | null; canMap: boolean };

/** What the checks found, each with one button: errors, then warnings, then what passed, folded. */
export function CheckList({ checks, place }: { checks: Check[]; place: Place }) {
  const found = checks.filter(({ count }) => count > 0);
  const passed = checks.filter(({ count }) => count === 0);
  const errors = found.filter(({ severity }) => severity === "error");
  const ordered = [...errors, ...found.filter((check) => !errors.includes(check))];
  if (checks.length === 0) return <p>No check had anything to report.</p>;
  return (
    <>
      <ul className="checks">
        {ordered.map((check) => (
          <Item key={check.check} check={check} place={place} />
        ))}
      </ul>
      {passed.length > 0 && (
        <details className="disclosure">
          <summary>{counted(passed.length, "other check")} found nothing</summary>
          <ul className="checks">
            {passed.map((check) => (
              <Item key={check.check} check={check} place={place} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Item({ check, place }: { check: Check; place: Place }) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const { count, severity, examples } = check;
  return (
    <li className="check">
      <span className={count === 0 ? "check__mark check__mark--passed" : "check__mark"}>
        {count === 0 ? (
          <TickGlyph />
        ) : severity === "error" ? (
          <>
            <CrossGlyph />
            <span className="visually-hidden">Error</span>
          </>
        ) : (
          <>
            <WarningGlyph />
            <span className="visually-hidden">Warning</span>
          </>
        )}
      </span>
      <b className="check__count">{formatCount(count)}</b>
      <div>
        <p>{withoutCount(check.message, count)}</p>
        {count > 0 && <AffectedKpis ids={check.kpis} />}
        {isOpen && (
          <ul className="check__examples" id={id}>
            {examples.map((example) => (
              <li key={example}>{example}</li>
            ))}
            {count > examples.length && <li>and {formatCount(count - examples.length)} more</li>}
          </ul>
        )}
      </div>
      {count > 0 && (
        <Way check={check} place={place} id={id} isOpen={isOpen} onToggle={() => setOpen(!isOpen)} />
      )}
    </li>
  );
}

/** The one button of a check: to say what a text means, to take the rejected rows, or to see which rows it found. */
function Way(props: { check: Check; place: Place; id: string; isOpen: boolean; onToggle: () => void }) {
  const { check, place, id, isOpen, onToggle } = props;
  const about = <span className="visually-hidden">: {check.message}</span>;
  if (check.mend === "map" && place.canMap)
    return (
      <button type="button" className="button" onClick={() => showPart("values")}>
        Map it{about}
      </button>
    );
  if (check.severity === "error" && place.rejectedOf !== null)
    return (
      <a className="button" href={rejectedAddress(place.rejectedOf)} download>
        Download{about}
      </a>
    );
  if (check.examples.length === 0) return null;
  return (
    <button type="button" className="button" aria-expanded={isOpen} aria-controls={id} onClick={onToggle}>
      {isOpen ? "Hide rows" : "See rows"}
      {about}
    </button>
  );
}

/** The message without the count at its beginning, which stands beside it. */
function withoutCount(message: string, count: number): string {
  const beginning = `${formatCount(count)} `;
  return message.startsWith(beginning) ? message.slice(beginning.length) : message;
}

function AffectedKpis({ ids }: { ids: string[] }) {
  const { data } = useQuery(kpisQuery());
  const kpis = data?.kpis.filter(({ id }) => ids.includes(id)) ?? [];
  if (kpis.length === 0) return null;
  return (
    <details className="disclosure">
      <summary>Affects {counted(kpis.length, "measure")}</summary>
      <p className="small">
        {kpis.map(({ id, title }, index) => (
          <span key={id}>
            {index > 0 && ", "}
            <Link to="/kpi/$id" params={{ id }} search={filtersOf}>
              {title}
            </Link>
          </span>
        ))}
      </p>
    </details>
  );
}
