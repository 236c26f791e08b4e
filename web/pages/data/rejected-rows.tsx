import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formatCount } from "../../../server/wording/format.ts";
import { rejectedAddress } from "../../api/imports.ts";
import { Scroller } from "../../components/scroller.tsx";
import { rejectedQuery } from "./import-queries.ts";
import { problemWords, rowsOf } from "./import-words.ts";

/** Shows the first rejected rows of an import or a kept snapshot, and offers all as a download. */
export function RejectedRows({ id, rejected }: { id: string; rejected: number }) {
  const [isOpen, setOpen] = useState(false);
  if (rejected === 0) return null;
  return (
    <section className="panel" aria-labelledby="rejected">
      <div className="panel__head">
        <div>
          <h2 id="rejected">Rejected rows</h2>
          <p className="small">Each with its file, line, column, rule and raw text.</p>
        </div>
        <div className="panel__tools">
          <a className="button" href={rejectedAddress(id)} download>
            Download {rowsOf(rejected)} as CSV
          </a>
        </div>
      </div>
      <details className="disclosure" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>Look at the first of them</summary>
        {isOpen && <FirstRows id={id} rejected={rejected} />}
      </details>
    </section>
  );
}

function FirstRows({ id, rejected }: { id: string; rejected: number }) {
  const { data, error } = useQuery(rejectedQuery(id));
  if (error) {
    return (
      <p className="problem" role="alert">
        {problemWords(error)}
      </p>
    );
  }
  if (!data) return <p role="status">Reading them…</p>;
  const [header = [], ...rows] = data;
  return (
    <Scroller label="The first rejected rows" isWhole>
      <table className="rejected">
        <caption>
          {formatCount(rows.length)} of {rowsOf(rejected)}
        </caption>
        <thead>
          <tr>
            {header.map((title) => (
              <th key={title} scope="col">
                {titles[title] ?? title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows never change, and two can be alike
            <tr key={place}>
              {row.map((cell, column) => (
                <td
                  key={header[column]}
                  className={header[column] === "raw" ? "sample sample--long" : undefined}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

const titles: Record<string, string> = {
  file: "File",
  line: "Line",
  column: "Column",
  rule: "Rule",
  reason: "Reason",
  raw: "Raw text",
};
