import type { ImportResult } from "../../types.ts";
import { FocusedHeading } from "./focused-heading.tsx";

/** Says why a dry run was refused, and what to do. The analyst's choices stay below it. */
export function Refusal({ result }: { result: ImportResult }) {
  return (
    <section className="notice notice--problem notice--wide" aria-labelledby="refused">
      <FocusedHeading id="refused">Not imported: what is served stays as it is</FocusedHeading>
      {result.limits.length > 0 ? <Limits limits={result.limits} /> : <p>{result.refusal}</p>}
    </section>
  );
}

function Limits({ limits }: { limits: string[] }) {
  return (
    <>
      <ul className="limits">
        {limits.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
      <p>
        This is more often an error in the export than a real change. Correct the export and send it again. If
        it is right, say why under “Dry run” and start again: the reason is kept with the snapshot.
      </p>
    </>
  );
}

/** Lists the limits that a dry run exceeds and for which somebody gave a reason. */
export function Overridden({ limits, reason }: { limits: string[]; reason: string }) {
  if (limits.length === 0) return null;
  return (
    <section className="notice notice--problem notice--wide" aria-labelledby="overridden">
      <h2 id="overridden">Limits overridden</h2>
      <ul className="limits">
        {limits.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
      {reason.trim() && <p>Your reason, kept with the snapshot: “{reason.trim()}”</p>}
    </section>
  );
}
