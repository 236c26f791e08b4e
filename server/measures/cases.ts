import { z } from "zod";
import { may } from "../access/capabilities.ts";
import type { Person } from "../access/person.ts";
import { caseRowSchema, type casesQuerySchema, type casesSchema } from "../contract/cases.ts";
import { Problem } from "../contract/problem.ts";
import { chain, select, selectOne } from "../engine/database.ts";
import type { Definition } from "../model/definition.ts";
import { versionOf } from "../model/definition-version.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { periodOf } from "./months.ts";
import type { MeasureQueries } from "./queries.ts";
import { filteredRows } from "./rows.ts";

const listedRowSchema = caseRowSchema.extend({ place: z.number() });

/** A page of the crimes behind a figure, for analysts only (403): those of its numerator or denominator, in one month or a period. */
export async function readCases(
  snapshot: Snapshot,
  queries: MeasureQueries,
  definition: Definition,
  { month, counted, limit, cursor, ...filters }: z.infer<typeof casesQuerySchema>,
  person: Person,
): Promise<z.infer<typeof casesSchema>> {
  if (!may(person, "list-crimes"))
    throw new Problem(403, "forbidden", "Only analysts see the crimes behind a figure.");
  const { asAt } = snapshot.manifest.snapshot;
  const period = month ? { from: month, to: month } : periodOf(filters, snapshot.manifest.snapshot);
  const rows = filteredRows(definition, filters, undefined);
  const behind = definition.kind === "stock" ? queries.behindStock : queries.behindFlow;
  const parameters = {
    ...rows.parameters,
    counted,
    kind: definition.kind,
    as_at: asAt,
    from_month: `${period.from}-01`,
    to_month: `${period.to}-01`,
    after_place: Number(cursor ?? 0),
    limit,
  };
  return snapshot.use(async (connection) => {
    const { total } = await selectOne(
      connection,
      `${chain([
        ["kpi_rows", rows.sql],
        ["behind", behind],
        ["total", "select count(*)::double as total from behind"],
      ])}`,
      parameters,
      z.object({ total: z.number() }),
    );
    const listed = await select(
      connection,
      chain([
        ["kpi_rows", rows.sql],
        ["behind", behind],
        ["listed", queries.cases],
      ]),
      parameters,
      listedRowSchema,
    );
    const last = listed.at(-1)?.place;
    const isLastPage = listed.length < limit;
    return {
      version: versionOf(definition).hash,
      total,
      rows: listed.map(({ place: _, ...row }) => row),
      next: isLastPage || last === undefined ? null : String(last),
    };
  });
}
