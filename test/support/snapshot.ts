import { join } from "node:path";
import { loadCatalogue } from "../../server/catalogue/load.ts";
import { createDatabase } from "../../server/database.ts";
import { buildKpis, buildMarts, prepareBuild } from "../../server/import/build.ts";
import { runChecks } from "../../server/import/checks.ts";
import { describeSnapshot } from "../../server/import/describe.ts";
import { inputColumns, type Role } from "../../server/import/input-columns.ts";
import { readMeasureQueries } from "../../server/measures/queries.ts";
import { places } from "../../server/places.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";

export type Row = Record<string, string>;

export const measureQueries = readMeasureQueries(places.queries);

/** A snapshot in memory, built from rows of text by the same statements as an import. */
export async function snapshotOf(input: {
  cases: Row[];
  outcomes: Row[];
  asAt: string;
  kpiFolders?: string[];
  /** The KPIs to build; all unless given. */
  kpis?: string[];
  previousRows?: Record<Role, number>;
}): Promise<Snapshot & { close: () => void }> {
  const instance = await createDatabase(":memory:");
  const connection = await instance.connect();
  await prepareBuild(connection, places.queries);
  for (const role of ["cases", "outcomes"] as const) await fill(role, input[role]);
  await buildMarts(connection, places.queries, input.asAt, input.outcomes.length === 0);
  const catalogue = loadCatalogue(input.kpiFolders ?? [join(places.queries, "kpis")]);
  const columns = new Set([...input.cases, ...input.outcomes].flatMap(Object.keys));
  const definitions = catalogue.definitions.filter(({ id }) => input.kpis?.includes(id) ?? true);
  const kpis = await buildKpis(connection, places.queries, definitions, input.asAt, columns);
  const checks = await runChecks(connection, places.queries, {
    asAt: input.asAt,
    columns,
    rows: { cases: input.cases.length, outcomes: input.outcomes.length },
    previousRows: input.previousRows ?? null,
  });
  const snapshot = await describeSnapshot(connection, {
    id: "test",
    asAt: input.asAt,
    importedAt: "",
    files: [],
  });
  return {
    manifest: {
      version: 1,
      snapshot,
      kpis,
      columns: [...columns],
      imported: { by: null, mapping: null, override: null },
      faults: catalogue.faults,
      checks,
      database: { sha256: "", bytes: 0, crimes: 0 },
    },
    path: ":memory:",
    notice: null,
    use: (reader) => reader(connection),
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };

  async function fill(role: Role, rows: Row[]): Promise<void> {
    const appender = await connection.createAppender(`${role}_text`, undefined, "temp");
    rows.forEach((row, index) => {
      appender.appendBigInt(10_000_000_000n + BigInt(index + 2));
      appender.appendBigInt(0n);
      appender.appendBigInt(0n);
      for (const column of inputColumns[role]) {
        const value = row[column];
        if (value === undefined) appender.appendNull();
        else appender.appendVarchar(value.trim());
      }
      appender.endRow();
    });
    appender.closeSync();
  }
}
