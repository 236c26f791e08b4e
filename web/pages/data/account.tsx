import type { ReactNode } from "react";
import { formatCount } from "../../../server/wording/format.ts";
import { rejectedAddress } from "../../api/imports.ts";
import type { KeptSnapshot } from "../../types.ts";

type File = KeptSnapshot["files"][number];

/** Shows each file as a sum, read = accepted + repeated + rejected, beside remarks on all files. `rejectedOf` is the import or
 * snapshot whose rejected rows can be downloaded. */
export function Accounts(props: {
  files: File[];
  rejectedOf: string | null;
  label: string;
  children: ReactNode;
}) {
  return (
    <section className="panel accounts" aria-label={props.label}>
      <div className="accounts__sums">
        {props.files.map((file) => (
          <Sum key={`${file.role} ${file.name} ${file.sha256}`} file={file} rejectedOf={props.rejectedOf} />
        ))}
      </div>
      <div className="accounts__words">{props.children}</div>
    </section>
  );
}

function Sum({ file, rejectedOf }: { file: File; rejectedOf: string | null }) {
  const { role, name, read, accepted, repeated, rejected } = file;
  return (
    <p className="sum">
      <Part count={read}>
        rows in <span className="file-name">{name}</span> <span className="sum__role">({role})</span>
      </Part>
      <Operator sign="=" words="equals" />
      <Part count={accepted}>accepted</Part>
      <Operator sign="+" words="plus" />
      <Part count={repeated}>repeated</Part>
      <Operator sign="+" words="plus" />
      <Part count={rejected} isConcern={rejected > 0}>
        rejected
        {rejected > 0 && rejectedOf !== null && (
          <>
            , <a href={rejectedAddress(rejectedOf)}>download with reasons</a>
          </>
        )}
      </Part>
    </p>
  );
}

function Part(props: { count: number; isConcern?: boolean; children: ReactNode }) {
  return (
    <span className="sum__part">
      <b className={props.isConcern ? "words--concern" : undefined}>{formatCount(props.count)}</b>{" "}
      <span>{props.children}</span>
    </span>
  );
}

function Operator({ sign, words }: { sign: string; words: string }) {
  return (
    <span className="sum__operator">
      <span aria-hidden="true">{sign}</span>
      <span className="visually-hidden"> {words} </span>
    </span>
  );
}
