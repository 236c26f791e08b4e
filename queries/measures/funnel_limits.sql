-- Where the share of a group of each size lies by chance alone, 95 and 99.8 times in 100, if its crimes end as those of
-- the whole do: exact binomial limits, interpolated between whole numbers (Spiegelhalter 2005, appendix A.1.1). Chances
-- beyond 8 standard deviations are nothing and are left out.
with sizes as (
    select distinct unnest($sizes::double[])::double as size
),

counts as (
    select
        size,
        unnest(generate_series(
            greatest(0, floor(size * $centre - 10 - 8 * sqrt(size * $centre * (1 - $centre))))::bigint,
            least(size, ceil(size * $centre + 10 + 8 * sqrt(size * $centre * (1 - $centre))))::bigint
        ))::double as crimes,
    from sizes
    where $centre > 0 and $centre < 1
),

chances as (
    select
        size,
        crimes,
        exp(
            lgamma(size + 1) - lgamma(crimes + 1) - lgamma(size - crimes + 1)
            + crimes * ln($centre) + (size - crimes) * ln(1 - $centre)
        ) as chance,
    from counts
),

summed as (
    select
        *,
        sum(chance) over (partition by size order by crimes) as chance_at_most,
    from chances
),

levels as (
    select unnest([0.001, 0.025, 0.975, 0.999])::double as level
),

limits as (
    select
        summed.size,
        levels.level,
        least(1, greatest(0, arg_min(
            (summed.crimes - (summed.chance_at_most - levels.level) / summed.chance) / summed.size,
            summed.crimes
        ))) as limit_share,
    from summed
    inner join levels on summed.chance_at_most >= levels.level
    group by summed.size, levels.level
)

select
    sizes.size::double as denominator,
    coalesce(max(limit_share) filter (where level = 0.001), $centre)::double as lower_998,
    coalesce(max(limit_share) filter (where level = 0.025), $centre)::double as lower_95,
    coalesce(max(limit_share) filter (where level = 0.975), $centre)::double as upper_95,
    coalesce(max(limit_share) filter (where level = 0.999), $centre)::double as upper_998,
from sizes
left join limits on limits.size = sizes.size
group by sizes.size
order by sizes.size
