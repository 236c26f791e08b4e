-- What is missing, or nearly, from the last complete months, though as many of the months from the begin of the data on would hold ten
-- or more: the as-at date may lie too late, by a month or by years, or a part of the export is missing. A month is nearly empty when
-- it holds no more than a tenth of the usual one, so that one stray row hides nothing. Silent where the data have gaps.
with dated as (
    select 'crime' as noun, 'recorded' as event, date_trunc('month', recorded_on)::date as month
    from crimes

    union all

    select 'outcome' as noun, 'dated' as event, date_trunc('month', outcome_on)::date as month
    from outcome_events
    where outcome_on is not null
),

months_held as (
    select
        noun,
        event,
        month,
        count(*) as events,
        events > median(count(*)) over (partition by noun) / 10 as is_full,
    from dated
    where month >= $begins::date and month < date_trunc('month', $as_at::date + 1)
    group by noun, event, month
),

up_to_the_last_full as (
    select
        *,
        date_trunc('month', $as_at::date + 1) - to_months(1) as last_month,
        max(month) filter (is_full) over (partition by noun) as last_full,
    from months_held
)

select
    noun::varchar as noun,
    event::varchar as event,
    strftime(last_month, '%B %Y')::varchar as month,
    coalesce(sum(events) filter (month = last_month), 0)::integer as events,
    avg(events) filter (is_full)::double as events_a_month,
from up_to_the_last_full
group by noun, event, last_month, last_full
having
    count(*) filter (is_full) >= 3
    and avg(events) filter (is_full) * date_diff('month', last_full, last_month) >= 10
    and count(*) filter (month <= last_full) >= 0.9 * (date_diff('month', $begins::date, last_full) + 1)
order by noun
