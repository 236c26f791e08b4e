-- Days from recording to first charge, by the month of charge.
-- Finished cases only: clearing old cases makes it rise. Read it beside open-over-a-year.
select
    crime_ref,
    crime_no,
    scope_level,
    charged_on as counted_on,
    days_to_charge::double as value,
from counted_crimes
where days_to_charge is not null
