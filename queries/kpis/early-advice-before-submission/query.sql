-- Crimes for which early advice was requested before the first submission to the CPS, of those submitted, by the month
-- of first submission. The same day is not before. A crime without an advice date counts as no.
select
    crime_ref,
    crime_no,
    scope_level,
    submitted_on as counted_on,
    coalesce(early_advice_on < submitted_on, false)::double as value,
from counted_crimes
where submitted_on is not null
