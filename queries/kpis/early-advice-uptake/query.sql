-- Early advice requested from the CPS within 28 days of recording, of crimes with a suspect identified that were
-- still open on day 28, by the month recorded. Crimes whose early advice is unknown are left out, never counted as no.
-- A closure without a usable date cannot be said to have come by day 28, so its crime counts as open.
select
    crime_ref,
    crime_no,
    scope_level,
    recorded_on as counted_on,
    coalesce(early_advice_on - recorded_on between 0 and $within_days, false)::double as value,
from counted_crimes
where
    suspect_identified = 'yes'
    and early_advice_sought is distinct from 'unknown'
    and not coalesce(closed_on - recorded_on between 0 and $within_days, false)
