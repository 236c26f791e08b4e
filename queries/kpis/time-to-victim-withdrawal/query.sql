-- Days from recording to an outcome in which the victim does not support further action, by the month closed.
-- The date is that of the outcome, not of the victim’s decision. Closed crimes only.
select
    crime_ref,
    crime_no,
    scope_level,
    closed_on as counted_on,
    days_to_outcome::double as value,
from counted_crimes
where
    outcome_group = 'victim-does-not-support'
    and days_to_outcome is not null
