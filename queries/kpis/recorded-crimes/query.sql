-- Crimes recorded, by the month recorded, less those cancelled, transferred or not confirmed.
-- Recorded is not reported: recording practice moves it too.
select
    crime_ref,
    crime_no,
    scope_level,
    recorded_on as counted_on,
    1::double as value,
from counted_crimes
