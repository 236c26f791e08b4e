-- Crimes transferred to another force (code C1), by the month recorded.
-- They are in no other figure. Recent months can still grow.
select
    crime_ref,
    crime_no,
    scope_level,
    recorded_on as counted_on,
    1::double as value,
from crimes
where cancelled_group = 'transferred'
