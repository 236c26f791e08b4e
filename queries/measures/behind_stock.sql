-- The rows in stock at the end of the last month asked for (at the as-at date in the as-at month). Of a stock in days the
-- value is how many they had been there.
with stock_taken as (
    select
        *,
        least(last_day($to_month::date), $as_at::date) as taken_on,
    from kpi_rows
)

select * exclude (taken_on) replace (
    case when $is_aged::boolean then taken_on - counted_on else value end::double as value
)
from stock_taken
where
    counted_on <= taken_on
    and (counted_until is null or counted_until > taken_on)
    and ($counted = 'denominator' or value > 0)
