-- The rows of a stock at each month end (at the as-at date in the as-at month), each with its age on that day in days: a
-- stock in days is then counted like every duration, by the month in which it is taken.
select stock_rows.* replace (
    months.month as month,
    case
        when stock_rows.value is not null
            then least(last_day(months.month), $as_at::date) - stock_rows.counted_on
    end::double as value
)
from stock_rows
inner join months
    on stock_rows.counted_on <= least(last_day(months.month), $as_at::date)
    and coalesce(stock_rows.counted_until > least(last_day(months.month), $as_at::date), true)
where months.month <= $as_at::date
