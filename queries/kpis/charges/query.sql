-- Crimes charged or summonsed (1 and 1A), by the month of first charge.
-- Crimes, not suspects. A charge that no longer stands does not count, so an earlier month can fall.
select
    crime_ref,
    crime_no,
    scope_level,
    charged_on as counted_on,
    1::double as value,
    outcome_code as part,
from counted_crimes
where charged_on is not null
