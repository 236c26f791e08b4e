import { join } from "node:path";
import type { DuckDBConnection } from "duckdb";
import type { Role } from "../../server/contract/snapshot.ts";
import { createDictionary, createTextNumbers, type Dictionary, hashOf } from "../../server/csv/dictionary.ts";
import { createDatabase } from "../../server/engine/database.ts";
import { findBegins } from "../../server/import/begins.ts";
import { buildKpis, buildMarts, prepareBuild, readTexts } from "../../server/import/build.ts";
import { runChecks } from "../../server/import/checks.ts";
import { describeSnapshot } from "../../server/import/describe.ts";
import { measureFilled, nearlyEmpty } from "../../server/import/filled.ts";
import { storeTexts } from "../../server/import/load.ts";
import { readMeasureQueries } from "../../server/measures/queries.ts";
import { storedColumns } from "../../server/model/input.ts";
import { loadCatalogue } from "../../server/model/load-kpis.ts";
import { inputOf, readModel } from "../../server/model/model.ts";
import { keptUnit } from "../../server/model/unit.ts";
import { places } from "../../server/places.ts";
import type { Manifest } from "../../server/store/manifest.ts";
import { manifestVersion } from "../../server/store/manifest.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";

export type Row = Record<string, string>;

const model = readModel([places.queries]);
const units = model.units.map(keptUnit);

export const measureQueries = readMeasureQueries(places.queries);

type Given = {
  cases: Row[];
  outcomes: Row[];
  asAt: string;
  kpiFolders?: string[];
  /** The KPIs to build, and nothing to check; all KPIs and every check unless given. */
  kpis?: string[];
  previousRows?: Record<Role, number>;
  chargeStands?: boolean;
  /** The month in which the data begin; as it is found unless given. */
  begins?: string;
};

/** A snapshot in memory, built from rows of text by the same statements as an import. */
export async function snapshotOf(
  input: Given,
): Promise<Snapshot & { spendSpareTime: () => Promise<void>; close: () => void }> {
  const spare: (() => Promise<void>)[] = [];
  const instance = await createDatabase(":memory:");
  const connection = await instance.connect();
  // The few rows of a test are never shared out between threads: more of them only take time to start.
  await connection.run("set threads = 1");
  const idle = [connection];
  const opened = [connection];
  return {
    manifest: await build(connection, input),
    path: ":memory:",
    notice: null,
    // Readers at the same moment have a connection each, as in the product: one that keeps statements serves one at a time.
    async use(reader) {
      const own = idle.pop() ?? (await instance.connect());
      if (!opened.includes(own)) opened.push(own);
      try {
        return await reader(own);
      } finally {
        idle.push(own);
      }
    },
    later: (work) => spare.push(work),
    async spendSpareTime() {
      for (const work of spare.splice(0)) await work();
    },
    close() {
      for (const each of opened) each.closeSync();
      instance.closeSync();
    },
  };
}

async function build(connection: DuckDBConnection, input: Given): Promise<Manifest> {
  const { asAt } = input;
  await prepareBuild(connection, places.queries, model.inputs);
  const texts = createDictionary(createTextNumbers());
  for (const role of ["cases", "outcomes"] as const) await fill(connection, role, input[role], texts);
  await storeTexts(connection, texts.list());
  await readTexts(connection, places.queries, model.inputs);
  const besides = input.outcomes.length === 0 ? ["outcomes"] : [];
  await buildMarts(connection, model, asAt, {
    besides,
    rules: { charge_stands: input.chargeStands ?? false },
  });
  const catalogue = loadCatalogue(input.kpiFolders ?? [join(places.queries, "kpis")]);
  const columns = new Set([...input.cases, ...input.outcomes].flatMap(Object.keys));
  const definitions = catalogue.definitions.filter(({ id }) => input.kpis?.includes(id) ?? true);
  const files = (["cases", "outcomes"] as const).map((role) => ({
    role,
    columns: [...new Set(input[role].flatMap(Object.keys))],
  }));
  const filled = await measureFilled(connection, model.inputs, files, besides);
  const unavailable = nearlyEmpty(filled, 0.01);
  const held = { asAt, columns, unavailable };
  const kpis = await buildKpis([connection], places.queries, { definitions, units }, held);
  const begins = await findBegins(connection, places.queries, input.begins ?? null, asAt);
  const facts = {
    asAt,
    begins: begins.firstMonth,
    columns,
    rows: { cases: input.cases.length, outcomes: input.outcomes.length },
    previousRows: input.previousRows ?? null,
  };
  const checks = input.kpis ? [] : await runChecks(connection, places.queries, facts);
  return {
    version: manifestVersion,
    units,
    snapshot: await describeSnapshot(connection, units, {
      id: "test",
      asAt,
      importedAt: "",
      files: [],
      ...begins,
    }),
    kpis,
    columns: [...columns].filter((column) => !unavailable.has(column)),
    filled,
    imported: { by: null, mapping: null, override: null },
    faults: catalogue.faults,
    checks,
    database: { sha256: "", bytes: 0, crimes: 0 },
  };
}

async function fill(connection: DuckDBConnection, role: Role, rows: Row[], texts: Dictionary): Promise<void> {
  const appender = await connection.createAppender(`${role}_rows`, undefined, "temp");
  rows.forEach((row, index) => {
    appender.appendInteger(index + 2);
    appender.appendDouble(0);
    appender.appendInteger(0);
    for (const { name, held } of storedColumns(inputOf(model, role))) {
      const text = Buffer.from(row[name]?.trim() ?? "");
      if (held === "number")
        appender.appendInteger(texts.numberOf(text, 0, text.length, hashOf(text, 0, text.length)));
      else if (text.length === 0) appender.appendNull();
      else appender.appendVarchar(text.toString());
    }
    appender.endRow();
  });
  appender.closeSync();
}
