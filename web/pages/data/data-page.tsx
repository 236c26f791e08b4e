import { useQuery } from "@tanstack/react-query";
import { formatCount, formatDate, formatLongMonth, formatMoment } from "../../../server/wording/format.ts";
import { Failure, Skeleton } from "../../components/states.tsx";
import { useTitle } from "../../components/use-title.ts";
import { checksQuery, useSnapshot } from "../../layout/snapshot.ts";
import type { Snapshot } from "../../types.ts";
import { CheckList } from "./check-list.tsx";

/** What the figures rest on: every row of the imported files accounted for, and what the checks found. */
export function DataPage() {
  const snapshot = useSnapshot();
  const { data, error, refetch } = useQuery(checksQuery());
  useTitle("Data");
  return (
    <>
      <div className="title">
        <div>
          <h1>Data</h1>
          <p className="title__reading">
            Every row of the files is accounted for, and nothing is dropped without a reason. Figures change
            only when a new import is published.
          </p>
        </div>
      </div>
      <div className="data">
        <section className="panel" aria-labelledby="files">
          <h2 id="files">What was read</h2>
          {snapshot.files.map((file) => (
            <Account key={`${file.role} ${file.name}`} file={file} />
          ))}
          <Facts snapshot={snapshot} />
        </section>
        <section className="panel" aria-labelledby="checks">
          <h2 id="checks">Checks</h2>
          {data ? (
            <CheckList checks={data.checks} />
          ) : error ? (
            <Failure error={error} what="The checks" onRetry={() => void refetch()} />
          ) : (
            <Skeleton shape="list" label="Reading the checks" />
          )}
        </section>
      </div>
    </>
  );
}

/** One file as a sum: read = accepted + repeated + rejected. */
function Account({ file }: { file: Snapshot["files"][number] }) {
  const parts = [
    { count: file.accepted, words: "accepted" },
    { count: file.repeated, words: "repeated" },
    { count: file.rejected, words: "rejected" },
  ];
  return (
    <div className="account">
      <h3>
        {file.role === "cases" ? "Cases" : "Outcomes"}: <code>{file.name}</code>
      </h3>
      <p>
        <span className="account__part">
          <b>{formatCount(file.read)}</b> rows read
        </span>
        {parts.map(({ count, words }, index) => (
          <span key={words} className="account__part">
            <i>{index === 0 ? "=" : "+"}</i>
            <b className={words === "rejected" && count > 0 ? "words--concern" : undefined}>
              {formatCount(count)}
            </b>{" "}
            {words}
          </span>
        ))}
      </p>
    </div>
  );
}

function Facts({ snapshot }: { snapshot: Snapshot }) {
  const facts = [
    ["As at", formatDate(snapshot.asAt)],
    ["Last complete month", formatLongMonth(snapshot.lastCompleteMonth)],
    ["First recorded month", formatLongMonth(snapshot.firstMonth)],
    ["Imported", formatMoment(snapshot.importedAt)],
    ["Snapshot", snapshot.id],
    ...snapshot.files.map(({ name, sha256 }) => [
      `Fingerprint of ${name}`,
      `${sha256.slice(0, 16)}… (SHA-256)`,
    ]),
  ];
  return (
    <dl className="facts">
      {facts.map(([term, fact]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}
