-- Cumulative incidence of every outcome group by days since recording, all groups competing and open crimes censored at
-- the as-at date (Aalen and Johansen 1978). On day t the hazard of a group is its events over those at risk; incidence
-- grows by what still was open the day before times that hazard. The variance is the delta-method one of Marubini and
-- Valsecchi (1995); the band is the 95 % log-log one. Ends after the last day with enough still at risk. Every split apart.
with events as (
    select
        split,
        days,
        outcome_group,
        count(*) as crimes,
    from cohort
    where not is_undated
    group by split, days, outcome_group
),

sizes as (
    select
        split,
        sum(crimes) as crimes,
    from events
    group by split
),

days as (
    select unnest(generate_series(0, $horizon::integer))::integer as day
),

risk as (
    select
        sizes.split,
        days.day,
        any_value(sizes.crimes) as crimes,
        coalesce(sum(events.crimes) filter (where events.outcome_group != 'open'), 0)::double as closed,
        coalesce(sum(events.crimes), 0)::double as gone,
    from sizes
    cross join days
    left join events
        on events.split = sizes.split
        and events.days = days.day
    group by sizes.split, days.day
),

at_risk as (
    select
        split,
        day,
        closed,
        crimes - coalesce(
            sum(gone) over (partition by split order by day rows between unbounded preceding and 1 preceding), 0
        ) as at_risk,
    from risk
),

open_shares as (
    select
        split,
        day,
        closed,
        at_risk,
        product(1 - closed / at_risk) over (partition by split order by day) as open_after,
    from at_risk
    where at_risk >= $fewest_at_risk
),

open_before as (
    select
        *,
        coalesce(lag(open_after) over (partition by split order by day), 1) as open_before,
    from open_shares
),

groups as (
    select distinct
        split,
        outcome_group,
    from events
    where outcome_group != 'open'
),

steps as (
    select
        groups.outcome_group,
        open_before.*,
        coalesce(events.crimes, 0)::double as crimes,
        open_before.open_before * coalesce(events.crimes, 0) / open_before.at_risk as growth,
    from open_before
    inner join groups on groups.split = open_before.split
    left join events
        on events.split = open_before.split
        and events.days = open_before.day
        and events.outcome_group = groups.outcome_group
),

curves as (
    select
        *,
        sum(growth) over (partition by split, outcome_group order by day) as incidence,
        sum(crimes) over (partition by split, outcome_group order by day) as crimes_so_far,
    from steps
),

terms as (
    select
        *,
        case when at_risk > closed then closed / (at_risk * (at_risk - closed)) else 0 end as survival_term,
        open_before ** 2 * (at_risk - crimes) * crimes / at_risk ** 3 as hazard_term,
        open_before * crimes / at_risk ** 2 as cross_term,
    from curves
),

variances as (
    select
        *,
        1.959963984540054 as z,
        sum(survival_term) over to_date as sum_survival,
        incidence ** 2 * sum(survival_term) over to_date
        - 2 * incidence * sum(incidence * survival_term) over to_date
        + sum(incidence ** 2 * survival_term) over to_date
        + sum(hazard_term) over to_date
        - 2 * incidence * sum(cross_term) over to_date
        + 2 * sum(incidence * cross_term) over to_date as variance,
    from terms
    window to_date as (partition by split, outcome_group order by day)
)

select
    split::varchar as split,
    day::integer as day,
    outcome_group::varchar as outcome_group,
    at_risk::double as at_risk,
    (at_risk - closed)::double as still_open,
    crimes_so_far::double as crimes_so_far,
    open_after::double as open,
    incidence::double as incidence,
    sqrt(greatest(variance, 0))::double as standard_error,
    case
        when open_after > 0 and open_after < 1
            then open_after ** exp(-z * sqrt(sum_survival) / ln(open_after))
        else open_after
    end::double as open_lower,
    case
        when open_after > 0 and open_after < 1
            then open_after ** exp(z * sqrt(sum_survival) / ln(open_after))
        else open_after
    end::double as open_upper,
    case
        when incidence > 0 and incidence < 1
            then incidence ** exp(-z * sqrt(greatest(variance, 0)) / (incidence * ln(incidence)))
        else incidence
    end::double as lower,
    case
        when incidence > 0 and incidence < 1
            then incidence ** exp(z * sqrt(greatest(variance, 0)) / (incidence * ln(incidence)))
        else incidence
    end::double as upper,
from variances
order by split, outcome_group, day
