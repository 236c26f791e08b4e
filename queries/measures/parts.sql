-- A numerator taken apart by outcome code, each month.
select
    strftime(month, '%Y-%m')::varchar as month,
    split::varchar as split,
    part::varchar as part,
    sum(value)::double as numerator,
from kpi_rows
where part is not null and value > 0
group by all
