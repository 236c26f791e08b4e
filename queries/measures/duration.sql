-- A duration, each month: the median with the upper quartile and the 90th percentile, by linear interpolation between
-- order statistics (Hyndman and Fan 1996, type 7).
select
    month,
    split,
    null::double as numerator,
    count(value)::double as denominator,
    quantile_cont(value, 0.5)::double as value,
    quantile_cont(value, 0.75)::double as p75,
    quantile_cont(value, 0.9)::double as p90,
    count(*) filter (where value is null)::double as undated,
from kpi_rows
group by month, split
