-- A numerator taken apart by outcome code, each month.
with parts_counted as (
    select
        month,
        split,
        part,
        sum(value) as numerator,
    from kpi_rows
    where part is not null and value > 0
    group by all
)

select
    strftime(month, '%Y-%m')::varchar as month,
    split::varchar as split,
    part::varchar as part,
    numerator::double as numerator,
from parts_counted
