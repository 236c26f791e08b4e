-- How far the crimes of a cohort went: at each stage those that reached it or a later one, and, of those that went no
-- further, how each stands at the as-at date. Every split apart.
select
    split::varchar as split,
    stage::integer as stage,
    outcome_group::varchar as outcome_group,
    count(*)::double as crimes,
from cohort
group by split, stage, outcome_group
order by split, stage, crimes desc, outcome_group
