-- Crimes charged within 730 days of recording, by the month recorded.
-- Only months in which every crime has had so many days are comparable. Undated closures cannot be placed: null.
select
    crime_ref,
    crime_no,
    scope_level,
    recorded_on as counted_on,
    case
        when is_undated then null
        when days_to_charge <= $within_days then 1
        else 0
    end::double as value,
    outcome_code as part,
from counted_crimes
