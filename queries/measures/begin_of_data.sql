-- The month in which the data begin: the first from which recording is continuous, or the one that was set ($begins). Of
-- the months with a counted crime, what lies before a gap of six or more empty months and holds under 5 % of the counted
-- crimes is before it: stray old rows, whose crimes still count where an event or a stock counts them. Where no crime is
-- counted, the first month of all. crimes_before are the counted crimes recorded before it.
with months_held as (
    select
        date_trunc('month', recorded_on)::date as month,
        count(*) filter (where is_counted) as crimes,
    from crimes
    group by month
),

months_counted as (
    select
        month,
        date_diff('month', lag(month) over (order by month), month) - 1 as months_empty,
        coalesce(sum(crimes) over (order by month rows between unbounded preceding and 1 preceding), 0) as crimes_before,
        sum(crimes) over () as all_crimes,
    from months_held
    where crimes > 0
),

months_begun as (
    select coalesce(
        $begins::date,
        max(month) filter (where months_empty >= 6 and crimes_before < 0.05 * all_crimes),
        min(month),
        (select min(month) from months_held)
    ) as month
    from months_counted
)

select
    strftime(months_begun.month, '%Y-%m')::varchar as month,
    (
        select coalesce(sum(months_held.crimes), 0)
        from months_held
        where months_held.month < months_begun.month
    )::double as crimes_before,
from months_begun
