-- The crimes open at each month end (the as-at date in the as-at month) by age band.
select
    strftime(marked_months.month, '%Y-%m')::varchar as month,
    least(last_day(marked_months.month), $as_at::date)::varchar as taken_on,
    marked_months.ramp_up,
    marked_months.complete,
    month_figures.split::varchar as age_band,
    coalesce(month_figures.value, 0)::double as crimes,
from marked_months
left join month_figures on month_figures.month = marked_months.month
where marked_months.month between $from_month::date and least($to_month::date, $as_at::date)
order by marked_months.month, month_figures.split
