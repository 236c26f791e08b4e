-- severity: warning
-- affects: all
-- message: {count} month[s] [is|are] empty where the others hold ten or more a month. A part of the export may be missing.
-- passed: No month up to the last complete one is without crimes or outcomes.
-- Months from the begin of the data to the last complete one. Silent for small files: at least three months must hold something, ten
-- on average, so that an empty month is no chance.
with dated as (
    select 'crime recorded' as what, date_trunc('month', recorded_on)::date as month
    from crimes

    union all

    select 'outcome dated' as what, date_trunc('month', outcome_on)::date as month
    from outcome_events
    where outcome_on is not null
),

months_held as (
    select what, month, count(*) as events
    from dated
    group by what, month
),

months_expected as (
    select
        what,
        unnest(
            generate_series(greatest(min(month), $begins::date), $as_at::date + 1 - to_months(1), to_months(1))
        )::date as month,
    from months_held
    where month >= $begins::date and month < date_trunc('month', $as_at::date + 1)
    group by what
    having count(*) >= 3 and avg(events) >= 10
)

select 'no ' || months_expected.what || ' in ' || strftime(months_expected.month, '%B %Y') as found,
from months_expected
anti join months_held
    on months_held.what = months_expected.what
    and months_held.month = months_expected.month
order by months_expected.month, months_expected.what
