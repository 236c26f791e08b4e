-- Crimes closed within a year of recording because the victim does not support further action, after submission, by
-- the month recorded. The stage is the furthest that the crime had reached on that day, by the stage's own date: none is
-- inferred. The three stages add up to all such closures. Undated closures cannot be placed: null.
select
    crime_ref,
    crime_no,
    scope_level,
    recorded_on as counted_on,
    case
        when is_undated then null
        when
            outcome_group = 'victim-does-not-support'
            and days_to_outcome <= $within_days
            and submitted_on <= closed_on
            then 1
        else 0
    end::double as value,
from counted_crimes
