import { OpenAPIHono } from "@hono/zod-openapi";
import type { DuckDBConnection } from "duckdb";
import { stream } from "hono/streaming";
import type { AppEnv } from "../access/person.ts";
import type { Dependencies } from "../dependencies.ts";
import { type KeptSnapshot, keptSnapshots, lastChange, restoreSnapshot, restores } from "../store/history.ts";
import { refuseInvalid } from "./errors.ts";
import { history, rejected, restore } from "./imports-paths.ts";
import { countRejected, readBuilt, writeRejected } from "./rejected-csv.ts";

/** The routes by which kept imports are listed, their rejected rows taken, and their snapshots served again. */
export function keptImportRoutes({ store, home, imports, queries, accessLog, now }: Dependencies) {
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid })
    .openapi(history, async (context) => {
      const { snapshots: kept, unusable } = await keptSnapshots(home);
      const snapshots = kept.map(described);
      return context.json(
        {
          current: imports.current(),
          thrownAway: imports.thrownAway(),
          snapshots,
          unusable,
          restores: await restores(home),
          change: await lastChange(home, kept, now()),
        },
        200,
      );
    })
    .openapi(rejected, async (context) => {
      const { id } = context.req.valid("param");
      const built = imports.builtDatabase(id);
      const read = <Answer>(reader: (connection: DuckDBConnection) => Promise<Answer>) =>
        built ? readBuilt(built, reader) : store.readSnapshot(id, ({ use }) => use(reader));
      const rows = await read(countRejected);
      await accessLog.append({
        action: "disclosure",
        person: context.get("person"),
        what: `${context.req.method} ${context.req.path}`,
        rows,
        ...(built ? {} : { snapshot: id }),
      });
      context.header("Content-Type", "text/csv; charset=utf-8");
      context.header("Content-Disposition", `attachment; filename="rejected-${id}.csv"`);
      return stream(context, (out) => read((connection) => writeRejected(connection, queries, out)));
    })
    .openapi(restore, async (context) => {
      const { instead } = context.req.valid("query");
      const restoring = { by: context.get("person").id, at: now(), instead };
      await restoreSnapshot(home, context.req.valid("param").id, restoring);
      return context.body(null, 204);
    });
}

function described({ id, manifest, served, damaged }: KeptSnapshot) {
  const { asAt, importedAt, firstMonth, lastCompleteMonth, files } = manifest.snapshot;
  const found = (severity: "error" | "warning") =>
    manifest.checks.filter((check) => check.count > 0 && check.severity === severity).length;
  return {
    ...manifest.imported,
    id,
    asAt,
    importedAt,
    firstMonth,
    lastCompleteMonth,
    files,
    crimes: manifest.database.crimes,
    errors: found("error"),
    warnings: found("warning"),
    served,
    damaged,
  };
}
