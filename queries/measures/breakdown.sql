-- One row per group, and one for the whole (no group), over a period and the one that it is compared with: n of N, the
-- Wilson 95 % interval of a share (Wilson 1927), and what the group contributes to the change of the whole.
-- A share or mean is the sum over groups of volume share × own rate, so its change falls apart exactly, group by group
-- (Kitagawa 1955, both periods weighing the same): own rate = mean volume share × change in rate; volume = change in
-- volume share × how far the group's mean rate lies from that of the whole. A group absent from one period has no change
-- in rate. A count's change is the difference. A median has no such parts: the mean stands in for it.
with means as (
    select
        month,
        split,
        avg(value) as mean_days,
    from kpi_rows
    where $kind = 'duration'
    group by month, split
),

figures as (
    select
        month_figures.*,
        case
            when $kind = 'count' or ($kind = 'stock' and not $is_share) then null
            when $kind = 'duration' then means.mean_days
            else month_figures.value
        end as average,
    from month_figures
    left join means
        on means.month = month_figures.month
        and means.split is not distinct from month_figures.split
),

now as (
    select *
    from figures
    where month = $period_month::date
),

before as (
    select *
    from figures
    where month = $before_month::date
),

pairs as (
    select
        coalesce(now.split, before.split) as split,
        coalesce(now.numerator, if($kind = 'duration', null, 0)) as numerator,
        coalesce(now.denominator, if($kind = 'count' or not $has_denominator, null, 0)) as denominator,
        coalesce(now.value, if($has_denominator, null, 0)) as value,
        now.p75,
        now.p90,
        if($matures_after_days is null, null, coalesce(now.undated, 0)) as undated,
        now.average as average,
        coalesce(before.numerator, if($kind = 'duration', null, 0)) as before_numerator,
        coalesce(before.denominator, if($has_denominator, 0, null)) as before_denominator,
        coalesce(before.value, if($has_denominator, null, 0)) as before_value,
        before.average as before_average,
    from now
    full join before on before.split is not distinct from now.split
),

whole as (
    select *
    from pairs
    where split is null
),

effects as (
    select
        pairs.*,
        coalesce(pairs.denominator, 0) / nullif(whole.denominator, 0) as volume_share,
        coalesce(pairs.before_denominator, 0) / nullif(whole.before_denominator, 0) as before_volume_share,
        coalesce(pairs.average, pairs.before_average, 0) as rate,
        coalesce(pairs.before_average, pairs.average, 0) as before_rate,
        (whole.average + whole.before_average) / 2 as whole_rate,
    from pairs
    cross join whole
),

contributions as (
    select
        *,
        (volume_share + before_volume_share) / 2 * (rate - before_rate) as rate_effect,
        (volume_share - before_volume_share) * ((rate + before_rate) / 2 - whole_rate) as volume_effect,
        1.959963984540054 as z,
    from effects
)

select
    split::varchar as split,
    numerator::double as numerator,
    denominator::double as denominator,
    value::double as value,
    p75::double as p75,
    p90::double as p90,
    undated::double as undated,
    average::double as average,
    case
        when $is_share and denominator > 0 then greatest(0, (
            value + z ** 2 / (2 * denominator)
            - z * sqrt(value * (1 - value) / denominator + z ** 2 / (4 * denominator ** 2))
        ) / (1 + z ** 2 / denominator))
    end::double as lower,
    case
        when $is_share and denominator > 0 then least(1, (
            value + z ** 2 / (2 * denominator)
            + z * sqrt(value * (1 - value) / denominator + z ** 2 / (4 * denominator ** 2))
        ) / (1 + z ** 2 / denominator))
    end::double as upper,
    before_numerator::double as before_numerator,
    before_denominator::double as before_denominator,
    before_value::double as before_value,
    before_average::double as before_average,
    case
        when $before_month is null then null
        when not $has_denominator then value - before_value
        when split is null then average - before_average
        else rate_effect + volume_effect
    end::double as contribution,
    case when $has_denominator and split is not null then rate_effect end::double as rate_effect,
    case when $has_denominator and split is not null then volume_effect end::double as volume_effect,
    case
        when $before_month is null then null
        when not $has_denominator then value - before_value
        when $is_share then denominator * (value - before_value)
    end::double as crimes_affected,
from contributions
where
    split is null
    or coalesce(denominator, numerator) > 0
    or coalesce(before_denominator, before_numerator) > 0
    or undated > 0
order by split is not null, coalesce(denominator, numerator) desc, split
