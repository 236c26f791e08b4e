import type { DuckDBConnection } from "duckdb";
import { z } from "zod";
import type { Period } from "../contract/filters.ts";
import { Problem } from "../contract/problem.ts";
import { movedSchema, moveSchema, type Revisions, type revisionsQuerySchema } from "../contract/revisions.ts";
import type { Point } from "../contract/series.ts";
import { type Parameters, run, select, selectOne, withSteps } from "../engine/database.ts";
import { readTwoSnapshots } from "../engine/two-snapshots.ts";
import type { Definition } from "../model/definition.ts";
import type { CountedUnit } from "../model/unit.ts";
import { isAgedStock } from "./figure-kind.ts";
import { periodOf } from "./months.ts";
import { type MeasureQueries, statements } from "./queries.ts";
import type { KpiQuestion } from "./question.ts";
import { filteredRows } from "./rows.ts";
import { readSeries } from "./series.ts";
import { countedBy, unitChanges, unitRows } from "./units.ts";

const sqlOf = statements(
  "unit_keys",
  "moves_flow",
  "moves_stock",
  "moves_explained",
  "moves_by_month",
  "moves_listed",
);

const monthMoveSchema = moveSchema.extend({ month: z.string() });
const listedSchema = movedSchema.extend({ move_no: z.number() });
/** How many of the crimes that moved are listed at once, unless asked otherwise. */
const usualPage = 50;

const uncharted = { rebasedFrom: [], baselinePoints: null };

/** The same question about a KPI, of two snapshots. */
export type TwoQuestions = { earlier: KpiQuestion; later: KpiQuestion };

/** Which of the moved are listed: all or those of one month or one reason, and which page of them. */
type Listing = Pick<z.infer<typeof revisionsQuerySchema>, "month" | "reason" | "limit" | "cursor">;

/** A KPI by month in two snapshots, what moved between them and, where `isListed`, everything that moved. In each month the
 * earlier numerator and denominator and the moves add up to the later ones. The months end with the earlier as-at month unless
 * asked otherwise. Released figures have no revisions: two of them, and the crimes between, would give small groups away. */
export async function readRevisions(
  { earlier, later }: TwoQuestions,
  queries: MeasureQueries,
  asked: Listing,
  isListed: boolean,
): Promise<Revisions> {
  if (later.view.exactness === "released")
    throw new Problem(403, "small-numbers", "Rounded figures are not compared between snapshots.");
  const { snapshot: then } = earlier.snapshot.manifest;
  const { snapshot: now } = later.snapshot.manifest;
  const { unit } = countedBy(later.snapshot.manifest, later.definition);
  const reasons = reasonsOf(unit);
  if (asked.reason !== undefined && !(asked.reason in reasons))
    throw new Problem(400, "unknown-reason", "There is no such reason.", "reason");
  const first = [then.firstMonth, now.firstMonth].sort()[0] ?? now.firstMonth;
  const period = periodOf(later.filters, { ...now, firstMonth: first, asAt: then.asAt });
  const [pointsThen, pointsNow] = await Promise.all(
    [earlier, later].map((question) => readSeries({ ...question, period }, queries, uncharted)),
  );
  return readTwoSnapshots(earlier.snapshot, later.snapshot, async (connection) => {
    const moves = movesOf({ earlier, later }, queries, unit, period);
    await run(connection, `create temp table moves_explained as ${moves.sql}`, moves.parameters);
    const byMonth = await select(connection, sqlOf(queries).moves_by_month, {}, monthMoveSchema);
    return {
      kpi: later.definition.id,
      snapshot: now.id,
      as_at: now.asAt,
      against: { id: then.id, as_at: then.asAt, imported_at: then.importedAt },
      reasons,
      of: listedOf(unit),
      months: monthsOf(pointsThen?.points ?? [], pointsNow?.points ?? [], byMonth, then.asAt, now.asAt),
      crimes: isListed ? await listMoves(connection, queries, unit, asked) : null,
    };
  });
}

/** The statement that gives everything that moved between the two, each with its reason, and what it binds. */
function movesOf(
  { earlier, later }: TwoQuestions,
  queries: MeasureQueries,
  unit: CountedUnit,
  period: Period,
): { sql: string; parameters: Parameters } {
  const { filters, definition } = later;
  const statement = sqlOf(queries);
  const { manifest } = earlier.snapshot;
  const rowsThen = filteredRows(countedBy(manifest, earlier.definition), filters, undefined, "earlier.");
  const rowsNow = filteredRows({ definition, unit }, filters, undefined, "later.");
  const sql = withSteps([
    ["then_rows", rowsThen.sql],
    ["now_rows", rowsNow.sql],
    ["then_units", unitRows(unit, "earlier.")],
    ["now_units", unitRows(unit, "later.")],
    ["unit_keys", statement.unit_keys],
    ["unit_changes", unitChanges(unit)],
    ["moves", definition.kind === "stock" ? statement.moves_stock : statement.moves_flow],
    ["moves_explained", statement.moves_explained],
  ]);
  const parameters = {
    ...rowsNow.parameters,
    kind: definition.kind,
    is_share: definition.unit === "share",
    is_aged: isAgedStock(definition),
    from_month: `${period.from}-01`,
    to_month: `${period.to}-01`,
    then_as_at: manifest.snapshot.asAt,
    as_at: later.snapshot.manifest.snapshot.asAt,
    is_redefined: isRedefined(earlier.definition, definition),
  };
  return { sql, parameters };
}

/** How many moved, and a page of them where one is asked for: to look at figures is not to look at crimes. */
async function listMoves(
  connection: DuckDBConnection,
  queries: MeasureQueries,
  unit: CountedUnit,
  { month, reason, limit, cursor }: Listing,
): Promise<Revisions["crimes"]> {
  const listing = {
    month: month ?? null,
    reason: reason ?? null,
    limit: limit ?? usualPage,
    after_move: Number(cursor ?? 0),
  };
  const { total } = await selectOne(
    connection,
    `select count(*)::double as total from moves_explained
    where ($month::varchar is null or month = $month) and ($reason::varchar is null or reason = $reason)`,
    listing,
    z.object({ total: z.number() }),
  );
  if (limit === undefined && cursor === undefined) return { total, rows: [], next: total > 0 ? "0" : null };
  const rows = await select(connection, sqlOf(queries).moves_listed, listing, listedSchema);
  const last = rows.length < listing.limit ? undefined : rows.at(-1)?.move_no;
  return {
    total,
    rows: rows.map(({ move_no: _, unit_ref, ...row }) => ({ [unit.key]: unit_ref ?? null, ...row })),
    next: last === undefined ? null : String(last),
  };
}

function listedOf({ one, many, key, moved }: CountedUnit): Revisions["of"] {
  return { one, many, key, columns: moved.map(({ name, title }) => ({ name, title })) };
}

/** Why something of a unit can count otherwise than it did, in the words of the pages, in the order in which they are tried. */
function reasonsOf({ one, changes }: CountedUnit): Record<string, string> {
  return {
    new: "new in the export",
    removed: "no longer in the export",
    ...Object.fromEntries(changes.map(({ reason, title }) => [reason, title])),
    redefined: "definition of the measure changed",
    "taken-later": `same ${one}, month taken at a later date`,
  };
}

function monthsOf(
  then: Point[],
  now: Point[],
  moves: z.infer<typeof monthMoveSchema>[],
  asAtThen: string,
  asAtNow: string,
): Revisions["months"] {
  const before = new Map(then.map((point) => [point.month, point]));
  return now.map((point) => ({
    month: point.month,
    before: figureOf(before.get(point.month), asAtThen),
    after: figureOf(point, asAtNow),
    moves: moves.flatMap(({ month, ...move }) => (month === point.month ? [move] : [])),
  }));
}

function figureOf(point: Point | undefined, asAt: string): Revisions["months"][number]["after"] {
  if (!point || point.month > asAt.slice(0, 7)) return null;
  return { numerator: point.numerator, denominator: point.denominator, value: point.value };
}

function isRedefined(then: Definition, now: Definition): boolean {
  return then.query !== now.query || JSON.stringify(then.settings) !== JSON.stringify(now.settings);
}
