-- Days from the report to first charge, by the month of charge.
-- Finished cases only: clearing old cases makes it rise. Crimes without a reported date are left out, and undated ones.
select
    crime_ref,
    crime_no,
    scope_level,
    charged_on as counted_on,
    (charged_on - reported_on)::double as value,
from counted_crimes
where
    days_to_charge is not null
    and reported_on <= charged_on
