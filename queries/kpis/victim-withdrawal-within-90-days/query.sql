-- Crimes closed within 90 days of recording because the victim does not support further action, by the month recorded.
-- Only months in which every crime has had the full 90 days are comparable. Undated closures cannot be placed: null.
select
    crime_ref,
    crime_no,
    scope_level,
    recorded_on as counted_on,
    case
        when is_undated then null
        when outcome_group = 'victim-does-not-support' and days_to_outcome <= $within_days then 1
        else 0
    end::double as value,
from counted_crimes
