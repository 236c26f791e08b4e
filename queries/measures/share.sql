-- A share, each month: rows with value 1 over rows with a value. Rows without one are undated, counted beside.
select
    month,
    split,
    coalesce(sum(value), 0)::double as numerator,
    count(value)::double as denominator,
    (sum(value) / nullif(count(value), 0))::double as value,
    null::double as p75,
    null::double as p90,
    (count(*) - count(value))::double as undated,
from kpi_rows
group by month, split
