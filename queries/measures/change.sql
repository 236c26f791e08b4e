-- Whether the latest months differ, together, from the months before them: what these months come to, what the months before
-- come to, and the difference in standard errors (score). Before are the 24 months before; for a count, which has a season
-- and grows, the same months a year before. Months weigh by their crimes. The standard error is the larger of what chance
-- alone gives (binomial; Poisson; of a median, from the spread of the logarithms between median and upper quartile) and what
-- the movement from month to month shows, so that a force which varies more than chance is held to its own variation.
with judged as (
    select
        $judged_until::varchar as until,
        $compared_months::integer as months,
),

usable as (
    select
        points.split,
        points.month,
        points.value,
        charted.kind,
        judged.months,
        case when charted.kind = 'count' then 1 else points.denominator end as weight,
        case
            when points.value > 0 and points.p75 > 0 then ln(points.p75 / points.value) / 0.6744897501960817
        end as spread,
        left(points.month, 4)::integer * 12 + right(points.month, 2)::integer as month_number,
    from points
    inner join charted on charted.split = points.split
    cross join judged
    where
        points.value is not null
        and points.complete
        and coalesce(points.mature, true)
        and not points.ramp_up
        and points.month <= judged.until
        and points.month >= coalesce(
            list_max(list_filter(charted.rebased_from, lambda start: start <= judged.until)),
            ''
        )
),

placed as (
    select
        *,
        max(month) over (partition by split) as latest_month,
        max(month_number) over (partition by split) - month_number as months_back,
        value - lag(value) over in_order as step,
        1 / weight + 1 / lag(weight) over in_order as step_weight,
        month_number - lag(month_number) over in_order as months_between,
    from usable
    window in_order as (partition by split order by month)
),

movement as (
    select
        split,
        avg(abs(step) / sqrt(step_weight)) filter (where months_between = 1) * sqrt(pi() / 2) as deviation,
        sum(spread * weight) / sum(weight) filter (where spread is not null) as spread,
    from placed
    group by split
),

compared as (
    select
        *,
        months_back < months as is_after,
        months_back between if(kind = 'count', 12, months) and if(kind = 'count', 11, 23) + months as is_before,
    from placed
),

windows as (
    select
        split,
        kind,
        latest_month as month,
        months,
        min(month) filter (where is_after) as since,
        count(*) filter (where is_after) as after_months,
        count(*) filter (where is_before) as before_months,
        sum(weight) filter (where is_after) as after_weight,
        sum(weight) filter (where is_before) as before_weight,
        sum(value * weight) filter (where is_after) / sum(weight) filter (where is_after) as after,
        sum(value * weight) filter (where is_before) / sum(weight) filter (where is_before) as before,
        sum(value * weight) filter (where is_after or is_before)
        / sum(weight) filter (where is_after or is_before) as level,
    from compared
    group by all
),

scored as (
    select
        windows.*,
        (windows.after - windows.before) / nullif(
            greatest(
                movement.deviation,
                case
                    when windows.kind = 'share' then sqrt(windows.level * (1 - windows.level))
                    when windows.kind = 'count' then sqrt(windows.level)
                    else sqrt(pi() / 2) * windows.level * movement.spread
                end
            ) * sqrt(1 / windows.after_weight + 1 / windows.before_weight),
            0
        ) as score,
    from windows
    inner join movement on movement.split = windows.split
    where
        windows.after_months = windows.months
        and windows.before_months >= if(windows.kind = 'count', windows.months, 12)
)

select
    split::varchar as split,
    month::varchar as month,
    since::varchar as since,
    months::double as months,
    before_months::double as before_months,
    before::double as before,
    after::double as after,
    after_weight::double as crimes,
    score::double as score,
from scored
where score is not null
