import { formatCount } from "../../../server/wording/format.ts";
import type { CurrentImport, ImportResult, InputColumns } from "../../types.ts";
import { Accounts } from "./account.tsx";
import { Changes } from "./changes.tsx";
import { CheckList } from "./check-list.tsx";
import { RejectedRows } from "./rejected-rows.tsx";
import type { ImportWork } from "./use-import.ts";
import { ValueTable } from "./value-table.tsx";

type Props = { current: CurrentImport; result: ImportResult; work: ImportWork; input: InputColumns };

/** What a dry run found: what would change, the account of every row, the checks, and beside them the values to map. */
export function Findings({ current, result, work, input }: Props) {
  const { changes, files, problems } = result;
  const rejected = files.reduce((sum, file) => sum + file.rejected, 0);
  return (
    <>
      <div className="data data--result">
        <div className="data__column">
          {changes && <Changes changes={changes} />}
          <Accounts files={files} rejectedOf={current.id} label="Row account of the dry run">
            <p>
              <b>Every row is accounted for.</b>
              {changes && ` The accepted rows hold ${formatCount(changes.crimes.after)} crimes.`}
            </p>
          </Accounts>
          <section className="panel" aria-labelledby="found">
            <h2 id="found">Checks</h2>
            <CheckList checks={problems} place={{ rejectedOf: current.id, canMap: true }} />
          </section>
        </div>
        <div className="data__column">
          <ValueTable files={current.files} work={work} input={input}>
            <p className="values__again">
              <button type="button" className="button" onClick={() => work.tryWith(work.choices)}>
                Apply and run again
              </button>
            </p>
          </ValueTable>
        </div>
      </div>
      <RejectedRows id={current.id} rejected={rejected} />
    </>
  );
}
