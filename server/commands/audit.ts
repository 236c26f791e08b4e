import { parseArgs } from "node:util";
import { logFiles, readKey } from "../access/log/files.ts";
import { readLog } from "../access/log/verify.ts";
import type { LogRecord } from "../contract/audit.ts";
import { homeFolder } from "../places.ts";

const usage = `npm run audit -- verify             says whether the access log is as it was written
npm run audit -- export [--from YYYY-MM-DD] [--to YYYY-MM-DD] [--person ID]
                                    writes it as CSV to standard output`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { from: { type: "string" }, to: { type: "string" }, person: { type: "string" } },
});

const files = logFiles(homeFolder(process.env), process.env);
const { records, faults } = await readLog(files, await readKey(files));
if (positionals[0] === "verify") verify();
else if (positionals[0] === "export") exportCsv();
else {
  process.stderr.write(`${usage}\n`);
  process.exitCode = 2;
}

function verify(): void {
  for (const { line, fault } of faults) process.stdout.write(`line ${line}: ${fault}\n`);
  process.stdout.write(
    faults.length === 0
      ? `The access log is as it was written: ${records.length} records.\n`
      : `The access log was changed: ${faults.length} faults, ${records.length} records left.\n`,
  );
  process.exitCode = faults.length === 0 ? 0 : 1;
}

function exportCsv(): void {
  const columns = [
    "seq",
    "at",
    "action",
    "person",
    "name",
    "roles",
    "what",
    "filter",
    "rows",
    "snapshot",
    "recipient",
  ] as const;
  const { from = "", to = "9999", person } = values;
  const chosen = records.filter(
    (record) => record.at >= from && record.at.slice(0, 10) <= to && (!person || record.person === person),
  );
  const lines = chosen.map((record) => columns.map((column) => cell(record, column)).join(","));
  process.stdout.write(`${[columns.join(","), ...lines].join("\r\n")}\r\n`);
}

/** A cell as CSV; one that a spreadsheet would take for a formula is made text. */
function cell(record: LogRecord, column: keyof LogRecord): string {
  const value = record[column];
  const text = typeof value === "object" ? JSON.stringify(value) : String(value ?? "");
  const safe = typeof value !== "number" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
