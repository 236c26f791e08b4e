-- Crimes closed with an evidential ending within a year of recording: the victim does not support, evidential difficulties,
-- or no suspect (outcomes 14, 15, 16 and 18), by the month recorded. Undated closures cannot be placed: null.
select
    crime_ref,
    crime_no,
    scope_level,
    recorded_on as counted_on,
    case
        when is_undated then null
        when
            outcome_group in ('victim-does-not-support', 'evidential-difficulties', 'no-suspect')
            and days_to_outcome <= $within_days
            then 1
        else 0
    end::double as value,
from counted_crimes
