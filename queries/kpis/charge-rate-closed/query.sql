-- Crimes charged, of all crimes closed, by the month closed: for a charge that of the charge, or of its outcome if earlier.
-- Crimes still open are in neither number, so a clear-out of old cases lowers it.
select
    crime_ref,
    crime_no,
    scope_level,
    closed_on as counted_on,
    is_charged::double as value,
    outcome_code as part,
from counted_crimes
where closed_on is not null
