-- Crimes closed without charge within a year of recording, by the month recorded.
-- Only months in which every crime has had the full year are comparable. Undated closures cannot be placed: null.
select
    crime_ref,
    crime_no,
    scope_level,
    recorded_on as counted_on,
    case
        when is_undated then null
        when is_charged then 0
        when days_to_outcome <= $within_days then 1
        else 0
    end::double as value,
from counted_crimes
