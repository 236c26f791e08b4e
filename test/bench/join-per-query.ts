import { join } from "node:path";
import type { DuckDBConnection } from "duckdb";
import { type Parameters, run, withSteps } from "../../server/engine/database.ts";
import { figureKind, isAgedStock } from "../../server/measures/figure-kind.ts";
import { type MeasureQueries, statements } from "../../server/measures/queries.ts";
import type { Definition } from "../../server/model/definition.ts";

/**
 * How every figure is worked out without a snapshot: the files as they were loaded, and for each question the standing
 * outcome, the first charge and the code maps joined to every crime again. The KPIs' own statements run over it.
 */

const crimesView = `
  create view crimes as
  with standing as (
    select crime_ref, outcome_code, outcome_date
    from outcomes
    qualify row_number() over (
      partition by crime_ref
      order by coalesce(outcome_date, charge_date) desc nulls last, keyed_date desc nulls last, rowid desc
    ) = 1
  ),
  charges as (
    select outcomes.crime_ref, min(coalesce(charge_date, outcome_date)) as charged_on
    from outcomes
    inner join outcome_codes on outcome_codes.outcome_code = outcomes.outcome_code
    where outcome_group = 'charged'
    group by outcomes.crime_ref
  ),
  joined as (
    select
      cases.rowid as crime_no,
      2 as scope_level,
      cases.crime_ref,
      cases.recorded_date as recorded_on,
      cases.reported_date as reported_on,
      cases.suspect_identified_date as suspect_identified_on,
      cases.cancelled_code is null as is_counted,
      cancelled_codes.cancelled_group,
      cases.suspect_identified,
      cases.early_advice_date as early_advice_on,
      cases.early_advice_sought,
      cases.submission_date as submitted_on,
      standing.outcome_code,
      coalesce(outcome_codes.outcome_group, 'open') as outcome_group,
      coalesce(outcome_codes.suspect_known, 'unknown') as suspect_known,
      coalesce(outcome_codes.outcome_group, 'open') = 'open' as is_open,
      coalesce(outcome_codes.outcome_group = 'charged', false) as is_charged,
      case when outcome_codes.outcome_group = 'charged' then charges.charged_on end as charged_on,
      case
        when outcome_codes.outcome_group = 'charged' then least(standing.outcome_date, charges.charged_on)
        when outcome_codes.outcome_group != 'open' then standing.outcome_date
      end as closed_on
    from cases
    left join offence_codes as by_label on cases.offence_code is null and lower(by_label.label) = lower(cases.offence_text)
    inner join offence_codes
      on offence_codes.offence_code = coalesce(cases.offence_code, by_label.offence_code) and offence_codes.rasso = 'yes'
    left join standing on standing.crime_ref = cases.crime_ref
    left join outcome_codes on outcome_codes.outcome_code = standing.outcome_code
    left join charges on charges.crime_ref = cases.crime_ref
    left join cancelled_codes on cancelled_codes.cancelled_code = cases.cancelled_code
  ),
  timed as (
    select
      *,
      case when closed_on >= recorded_on then closed_on - recorded_on end as days_to_outcome,
      case when charged_on >= recorded_on then charged_on - recorded_on end as days_to_charge
    from joined
  )
  select
    *,
    not is_open and case when is_charged then days_to_charge is null else days_to_outcome is null end as is_undated
  from timed`;

const eventsView = `
  create view outcome_events as
  select distinct
    cases.rowid as crime_no,
    outcomes.outcome_code,
    outcome_codes.outcome_group,
    false as is_unknown_outcome,
    outcomes.outcome_date as outcome_on,
    outcomes.charge_date as charge_on,
    outcomes.keyed_date as keyed_on
  from outcomes
  inner join cases on cases.crime_ref = outcomes.crime_ref
  inner join outcome_codes on outcome_codes.outcome_code = outcomes.outcome_code`;

/** Makes the views over the tables `cases` and `outcomes`. */
export async function joinOnEachQuery(connection: DuckDBConnection, queriesFolder: string): Promise<void> {
  for (const map of ["outcome-codes", "offence-codes", "cancelled-codes"]) {
    const path = join(queriesFolder, "maps", `${map}.csv`);
    const table = map.replace("-", "_");
    await run(
      connection,
      `create table ${table} as from read_csv($path, header = true, all_varchar = true)`,
      { path },
    );
  }
  await connection.run(crimesView);
  await connection.run(eventsView);
  await connection.run("create view counted_crimes as from crimes where is_counted");
}

const sqlOf = statements("months", "aged_rows", "share", "duration", "count", "stock", "cohort", "incidence");

/** A KPI's figure of every month by joining, and the values that its statement binds. */
export function joinedSeries(
  queries: MeasureQueries,
  definition: Definition,
  asAt: string,
  firstMonth: string,
): { sql: string; parameters: Parameters } {
  const isStock = definition.kind === "stock";
  const isAged = isAgedStock(definition);
  const settings = Object.entries(definition.settings).map(([name, { value }]) => [name, value]);
  const sql = withSteps([
    ["contract_rows", definition.query],
    [
      isAged ? "stock_rows" : "kpi_rows",
      `select
        date_trunc('month', ${isStock ? "counted_from" : "counted_on"})::date as month,
        null::varchar as split,
        ${isStock ? "counted_from" : "counted_on"} as counted_on,
        ${isStock ? "counted_until" : "null::date as counted_until"},
        value
      from contract_rows
      where ${isStock ? "counted_from" : "counted_on"} is not null`,
    ],
    ["months", sqlOf(queries).months],
    ...(isAged ? ([["kpi_rows", sqlOf(queries).aged_rows]] satisfies [string, string][]) : []),
    ["month_figures", sqlOf(queries)[figureKind(definition)]],
    ["answer", "select strftime(month, '%Y-%m') as month, value from month_figures order by month"],
  ]);
  const parameters = {
    ...Object.fromEntries(settings),
    as_at: asAt,
    is_share: definition.unit === "share",
    first_month: `${firstMonth}-01`,
    last_month: `${asAt.slice(0, 7)}-01`,
  };
  return { sql, parameters };
}

/** The cumulative incidence of every outcome group by joining. */
export function joinedIncidence(queries: MeasureQueries): string {
  return withSteps([
    ["filtered_crimes", "select *, 'whole' as split from counted_crimes"],
    ["cohort", sqlOf(queries).cohort],
    ["incidence", sqlOf(queries).incidence],
  ]);
}
