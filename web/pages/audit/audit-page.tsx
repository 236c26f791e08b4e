import { useInfiniteQuery } from "@tanstack/react-query";
import { formatCount, formatMoment } from "../../../server/wording/format.ts";
import { fetchAudit } from "../../api/session.ts";
import { TickGlyph, WarningGlyph } from "../../components/icons.tsx";
import { Scroller } from "../../components/scroller.tsx";
import { Failure } from "../../components/states.tsx";
import { useTitle } from "../../components/use-title.ts";
import type { Audit } from "../../types.ts";
import { actionWords, doingInWords, filterInWords } from "./audit-words.ts";

/** Shows auditors the access log, the newest record first, and whether the log is whole. */
export function AuditPage() {
  useTitle("Access log");
  const { data, error, refetch, fetchNextPage, hasNextPage } = useInfiniteQuery({
    queryKey: ["audit"],
    queryFn: ({ pageParam, signal }) => fetchAudit(pageParam, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const first = data?.pages[0];
  return (
    <div className="audit">
      <h1>Access log</h1>
      {error && <Failure error={error} what="The access log" onRetry={() => void refetch()} />}
      {first && <Whole audit={first} />}
      {data && <Records records={data.pages.flatMap(({ records }) => records)} />}
      {hasNextPage && (
        <button type="button" className="button" onClick={() => void fetchNextPage()}>
          Show earlier records
        </button>
      )}
    </div>
  );
}

function Whole({ audit: { faults, total } }: { audit: Audit }) {
  if (faults.length === 0)
    return (
      <p className="audit__whole">
        <TickGlyph /> The log is as it was written: {formatCount(total)} {total === 1 ? "record" : "records"},
        each chained to the one before.
      </p>
    );
  return (
    <section className="audit__faults" aria-labelledby="faults">
      <h2 id="faults">
        <WarningGlyph /> The log was changed after it was written
      </h2>
      <ul>
        {faults.map(({ line, fault }) => (
          <li key={`${line} ${fault}`}>
            Line {line}: {fault}.
          </li>
        ))}
      </ul>
    </section>
  );
}

function Records({ records }: { records: Audit["records"] }) {
  if (records.length === 0) return <p>The log has no records yet.</p>;
  return (
    <Scroller label="Records of the access log">
      <table className="audit__records">
        <caption className="visually-hidden">Records of the access log, the newest first</caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">Did</th>
            <th scope="col">What</th>
            <th scope="col" className="number">
              Rows
            </th>
            <th scope="col">Snapshot</th>
            <th scope="col" className="number">
              No.
            </th>
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <tr key={record.seq} className={record.action === "alert" ? "audit__alert" : undefined}>
              <td className="audit__when">{formatMoment(record.at)}</td>
              <td>
                {record.name}
                <span className="audit__more">{record.roles.join(", ") || "no role"}</span>
              </td>
              <td>
                {record.action === "alert" && <WarningGlyph />} {actionWords[record.action]}
              </td>
              <td>
                {doingInWords(record)}
                {record.filter && <span className="audit__more">{filterInWords(record)}</span>}
              </td>
              <td className="number">
                {record.rows === undefined ? "" : `${formatCount(record.rows)} ${record.of ?? ""}`.trim()}
              </td>
              <td>
                <code>{record.snapshot ?? ""}</code>
              </td>
              <td className="number">{record.seq}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}
