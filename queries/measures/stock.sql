-- A stock at each month end (the as-at date in the as-at month): rows that began on or before it and had not ended by
-- it. What began less what ended, added up month by month, so that no row is spread over the months it spans. What lies
-- before the first month is there from the first on.
with stays as (
    select
        month,
        counted_until,
        split,
        count(*) as crimes,
        sum(value) as value,
    from kpi_rows
    where counted_on <= $as_at::date
    group by month, counted_until, split
),

changes as (
    select
        greatest(month, $first_month::date) as month,
        split,
        crimes as rows_changed,
        value as value_changed,
    from stays

    union all

    select
        greatest(date_trunc('month', counted_until)::date, $first_month::date) as month,
        split,
        -crimes as rows_changed,
        -value as value_changed,
    from stays
    where counted_until <= $as_at::date
),

splits as (
    select distinct split
    from changes
),

changes_by_month as (
    select
        months.month,
        splits.split,
        coalesce(sum(changes.rows_changed), 0) as rows_changed,
        coalesce(sum(changes.value_changed), 0) as value_changed,
    from months
    cross join splits
    left join changes
        on changes.month = months.month
        and changes.split is not distinct from splits.split
    where months.month <= $as_at::date
    group by months.month, splits.split
),

stocks as (
    select
        month,
        split,
        sum(rows_changed) over (partition by split order by month) as rows_open,
        sum(value_changed) over (partition by split order by month) as value_open,
    from changes_by_month
)

select
    month,
    split,
    value_open::double as numerator,
    case when $is_share then rows_open end::double as denominator,
    case when $is_share then value_open / nullif(rows_open, 0) else value_open end::double as value,
    null::double as p75,
    null::double as p90,
    null::double as undated,
from stocks
