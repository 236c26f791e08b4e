-- Early advice requested from the CPS within 28 days of recording, of crimes with a suspect identified that were
-- still open on day 28, by the month recorded. Crimes whose early advice is unknown are left out, never counted as no.
select
    crime_ref,
    crime_no,
    scope_level,
    recorded_on as counted_on,
    case
        when is_undated then null
        when early_advice_on - recorded_on between 0 and $within_days then 1
        else 0
    end::double as value,
from counted_crimes
where
    suspect_identified = 'yes'
    and early_advice_sought is distinct from 'unknown'
    and (closed_on is null or closed_on - recorded_on > $within_days)
