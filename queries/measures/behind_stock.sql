-- The rows in stock at the end of the last month asked for (at the as-at date in the as-at month).
select *
from kpi_rows
where
    counted_on <= least(last_day($to_month::date), $as_at::date)
    and (counted_until is null or counted_until > least(last_day($to_month::date), $as_at::date))
    and ($counted = 'denominator' or value > 0)
