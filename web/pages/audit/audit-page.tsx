import { useInfiniteQuery } from "@tanstack/react-query";
import { formatMoment } from "../../../server/wording/format.ts";
import { fetchAudit } from "../../api/people.ts";
import { Scroller } from "../../components/scroller.tsx";
import { Failure } from "../../components/states.tsx";
import { useTitle } from "../../components/use-title.ts";
import type { Audit } from "../../types.ts";

/** The access log for auditors: who did what with people's data, the newest first, and whether the log is whole. */
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
    <>
      <div className="page-head">
        <h1>Access log</h1>
      </div>
      {error && <Failure error={error} what="The access log" onRetry={() => void refetch()} />}
      {first && <Whole audit={first} />}
      {data && <Records records={data.pages.flatMap(({ records }) => records)} />}
      {hasNextPage && (
        <button type="button" className="button" onClick={() => void fetchNextPage()}>
          Show earlier records
        </button>
      )}
    </>
  );
}

function Whole({ audit: { faults, total } }: { audit: Audit }) {
  if (faults.length === 0) return <p>The log is as it was written: {total} records.</p>;
  return (
    <section aria-labelledby="faults">
      <h2 id="faults">The log was changed</h2>
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

const actions: Record<Audit["records"][number]["action"], string> = {
  collection: "Collected",
  alteration: "Altered",
  consultation: "Consulted",
  disclosure: "Disclosed",
  combination: "Combined",
  erasure: "Erased",
  "sign-in": "Signed in",
  "sign-out": "Signed out",
  refused: "Refused",
  alert: "Alert",
};

function Records({ records }: { records: Audit["records"] }) {
  return (
    <Scroller label="Records of the access log">
      <table className="table">
        <caption className="visually-hidden">Records of the access log, the newest first</caption>
        <thead>
          <tr>
            <th scope="col" className="number">
              No.
            </th>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">Roles</th>
            <th scope="col">Did</th>
            <th scope="col">What</th>
            <th scope="col" className="number">
              Crimes
            </th>
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <tr key={record.seq}>
              <td className="number">{record.seq}</td>
              <td>{formatMoment(record.at)}</td>
              <td>{record.name}</td>
              <td>{record.roles.join(", ")}</td>
              <td>{actions[record.action]}</td>
              <td>
                <code>{record.what}</code> {filterInWords(record.filter)}
              </td>
              <td className="number">{record.rows ?? ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

function filterInWords(filter: Record<string, string[]> | undefined): string {
  return Object.entries(filter ?? {})
    .map(([name, values]) => `${name}: ${values.join(", ")}`)
    .join("; ");
}
