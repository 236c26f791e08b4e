-- What is missing from the last complete month, though the months from the begin of the data on hold ten or more each: the as-at
-- date may lie too late, or a part of the export is missing. Silent where an empty month is no surprise: for small files, for
-- dates that stand for a quarter, and for an old cohort that has been followed for half a year or longer since.
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
    where month >= $begins::date and month < date_trunc('month', $as_at::date + 1)
    group by what, month
)

select
    what::varchar as what,
    strftime(date_trunc('month', $as_at::date + 1) - to_months(1), '%B %Y')::varchar as month,
    avg(events)::double as events_a_month,
from months_held
group by what
having
    count(*) >= 3
    and avg(events) >= 10
    and count(*) >= 0.9 * (date_diff('month', $begins::date, max(month)) + 1)
    and date_diff('month', max(month), date_trunc('month', $as_at::date + 1)) between 2 and 6
order by what
