-- How the crimes of each month ended, by outcome group and code: those closed in the month by the outcome that stands, or
-- those recorded in it, with the ones that are still open at the as-at date. A closure without a date is in the second only.
with mixed_crimes as (
    select
        date_trunc('month', case when $basis = 'closed' then closed_on else recorded_on end)::date as month,
        outcome_group,
        case when not is_open then outcome_code end as outcome_code,
    from filtered_crimes
)

select
    strftime(marked_months.month, '%Y-%m')::varchar as month,
    marked_months.mature,
    marked_months.ramp_up,
    marked_months.complete,
    mixed_crimes.outcome_group::varchar as outcome_group,
    mixed_crimes.outcome_code::varchar as outcome_code,
    count(mixed_crimes.outcome_group)::double as crimes,
from marked_months
left join mixed_crimes on mixed_crimes.month = marked_months.month
group by all
order by all
