-- Early advice requested from the CPS within 28 days of a suspect being named, or before, of crimes with that date that were
-- still open on its day 28, by the month in which the suspect was named. Crimes whose early advice is unknown are left
-- out, never counted as no. A closure without a usable date cannot be said to have come by then: its crime counts as open.
select
    crime_ref,
    crime_no,
    scope_level,
    suspect_identified_on as counted_on,
    coalesce(early_advice_on - suspect_identified_on <= $within_days, false)::double as value,
from counted_crimes
where
    suspect_identified_on is not null
    and early_advice_sought is distinct from 'unknown'
    and (
        closed_on is null
        or closed_on < recorded_on
        or closed_on - suspect_identified_on > $within_days
    )
