-- Crimes cancelled (C2 to C5), of those and the counted crimes, by the month recorded.
-- Transferred crimes, incidents not confirmed and unknown codes are in neither number. Recent months can still grow.
select
    crime_ref,
    crime_no,
    scope_level,
    recorded_on as counted_on,
    (not is_counted)::double as value,
from crimes
where is_counted or cancelled_group = 'cancelled'
