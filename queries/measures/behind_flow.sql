-- The rows that a figure counted in the months asked for.
select *
from kpi_rows
where
    month between $from_month::date and $to_month::date
    and ($counted = 'denominator' or value > 0 or $kind != 'share')
    and value is not null
