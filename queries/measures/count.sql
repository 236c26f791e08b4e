-- A count, each month: the rows themselves.
select
    month,
    split,
    count(value)::double as numerator,
    null::double as denominator,
    count(value)::double as value,
    null::double as p75,
    null::double as p90,
    (count(*) - count(value))::double as undated,
from kpi_rows
group by month, split
