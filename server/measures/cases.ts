import { z } from "zod";
import { may } from "../access/capabilities.ts";
import type { Person } from "../access/person.ts";
import { type casesQuerySchema, type casesSchema, listedRowSchema } from "../contract/cases.ts";
import { Problem } from "../contract/problem.ts";
import { select, selectOne, withSteps } from "../engine/database.ts";
import { versionOf } from "../model/definition-version.ts";
import { isAgedStock } from "./figure-kind.ts";
import { type MeasureQueries, statements } from "./queries.ts";
import type { KpiQuestion } from "./question.ts";
import { filteredRows } from "./rows.ts";
import { countedBy, listedUnits } from "./units.ts";

const sqlOf = statements("behind_flow", "behind_stock", "listed_page");

const placedRowSchema = listedRowSchema.extend({ place: z.number() });

/** Which of what a figure counts is listed: of one month or of the whole period, and which page of it. */
type CasePage = Pick<z.infer<typeof casesQuerySchema>, "month" | "counted" | "limit" | "cursor">;

/** A page of what stands behind a figure, for those who may see lists (403): what its numerator or denominator counts, in one
 * month or a period. */
export async function readCases(
  { snapshot, definition, filters, period: asked }: KpiQuestion,
  queries: MeasureQueries,
  { month, counted, limit, cursor }: CasePage,
  person: Person,
): Promise<z.infer<typeof casesSchema>> {
  if (!may(person, "list-crimes"))
    throw new Problem(403, "forbidden", "Only analysts see what stands behind a figure.");
  const { asAt } = snapshot.manifest.snapshot;
  const period = month ? { from: month, to: month } : asked;
  const counting = countedBy(snapshot.manifest, definition);
  const { unit } = counting;
  const rows = filteredRows(counting, filters, undefined);
  const sql = sqlOf(queries);
  const behind = definition.kind === "stock" ? sql.behind_stock : sql.behind_flow;
  const parameters = {
    ...rows.parameters,
    counted,
    kind: definition.kind,
    is_aged: isAgedStock(definition),
    as_at: asAt,
    from_month: `${period.from}-01`,
    to_month: `${period.to}-01`,
    after_place: Number(cursor ?? 0),
    limit,
  };
  return snapshot.use(async (connection) => {
    const { total } = await selectOne(
      connection,
      withSteps([
        ["kpi_rows", rows.sql],
        ["behind", behind],
        ["total", "select count(*)::double as total from behind"],
      ]),
      parameters,
      z.object({ total: z.number() }),
    );
    const listed = await select(
      connection,
      withSteps([
        ["kpi_rows", rows.sql],
        ["behind", behind],
        ["listed_units", listedUnits(unit)],
        ["listed", sql.listed_page],
      ]),
      parameters,
      placedRowSchema,
    );
    const last = listed.at(-1)?.place;
    const isLastPage = listed.length < limit;
    return {
      version: versionOf(definition).hash,
      total,
      of: { one: unit.one, many: unit.many, key: unit.key, columns: unit.list },
      rows: listed.map(({ place: _, ...row }) => row),
      next: isLastPage || last === undefined ? null : String(last),
    };
  });
}
