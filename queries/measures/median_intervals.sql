-- A 95 % interval for each group's median that assumes nothing of how days are distributed: the r-th smallest and the r-th
-- largest value, r as large as the binomial distribution allows, with the exact coverage that this gives (Thompson 1936).
-- Under 6 values there is none. Values that are alike only make the coverage larger.
with ranked as (
    select
        split,
        value,
        row_number() over (partition by split order by value) as place,
        count(*) over (partition by split) as size,
    from kpi_rows
    where month = $period_month::date and value is not null
),

sizes as (
    select distinct size
    from ranked
),

places as (
    select
        size,
        unnest(generate_series(greatest(0, floor(size / 2 - 4 * sqrt(size)))::bigint, size // 2)) as place,
    from sizes
),

chances as (
    select
        size,
        place,
        sum(exp(lgamma(size + 1) - lgamma(place + 1) - lgamma(size - place + 1) - size * ln(2)))
            over (partition by size order by place) as chance_at_most,
    from places
),

ranks as (
    select
        size,
        max(place) + 1 as rank,
        1 - 2 * max(chance_at_most) as coverage,
    from chances
    where chance_at_most <= 0.025
    group by size
)

select
    ranked.split::varchar as split,
    max(ranked.value) filter (where ranked.place = ranks.rank)::double as lower,
    max(ranked.value) filter (where ranked.place = ranks.size - ranks.rank + 1)::double as upper,
    any_value(ranks.coverage)::double as coverage,
from ranked
inner join ranks on ranks.size = ranked.size
group by ranked.split
