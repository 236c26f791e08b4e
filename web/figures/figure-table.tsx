import { Scroller } from "../components/scroller.tsx";
import type { Table } from "./columns.ts";

/** Shows a figure's values as a table. Each cell also carries the API's unrounded value. */
export function FigureTable<Row>({ table, label }: { table: Table<Row>; label: string }) {
  const columns = table.columns.filter(({ where }) => where !== "file");
  return (
    <Scroller label={label}>
      <table>
        <caption>{table.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{table.rowHeading}</th>
            {columns.map(({ key, title, isText }) => (
              <th key={key} scope="col" className={isText ? undefined : "number"}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(table.pageRows ?? table.rows).map((row) => (
            <tr key={table.rowKey(row)}>
              <th scope="row">{table.rowTitle(row)}</th>
              {columns.map(({ key, read, write, note, isText, className }) => (
                <td key={key} className={className?.(row) ?? (isText ? undefined : "number")}>
                  {isText ? write(row) : <data value={String(read(row) ?? "")}>{write(row)}</data>}
                  {note && <span className="cell-note"> {note(row)}</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}
