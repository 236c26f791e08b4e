-- How long open crimes have been open at each month end: from the day recorded until the day closed, by the outcome that
-- stands. A stock in days: the value says only that the row counts. Undated crimes are left out.
select
    crime_ref,
    crime_no,
    scope_level,
    recorded_on as counted_from,
    closed_on as counted_until,
    1::double as value,
from counted_crimes
where
    not is_undated
    and (closed_on is null or closed_on > recorded_on)
