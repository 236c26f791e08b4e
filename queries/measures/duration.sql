-- A duration, each month: the median with the upper quartile and the 90th percentile, by linear interpolation between
-- order statistics (Hyndman and Fan 1996, type 7).
with quartiles as (
    select
        month,
        split,
        count(*) as crimes,
        count(value) as dated,
        quantile_cont(value, [0.5, 0.75, 0.9]) as days,
    from kpi_rows
    group by month, split
)

select
    month,
    split,
    null::double as numerator,
    dated::double as denominator,
    days[1]::double as value,
    days[2]::double as p75,
    days[3]::double as p90,
    (crimes - dated)::double as undated,
from quartiles
