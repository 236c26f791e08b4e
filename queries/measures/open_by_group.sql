-- The crimes open on one day by group and age band, with the days that the oldest has been open.
select
    group_label::varchar as group_label,
    split::varchar as age_band,
    count(*)::double as crimes,
    max(days_open)::double as oldest_days,
from kpi_rows
where
    counted_on <= $on_day::date
    and (counted_until is null or counted_until > $on_day::date)
group by group_label, split
