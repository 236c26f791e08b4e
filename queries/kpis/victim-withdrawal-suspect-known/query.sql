-- Crimes closed because the victim does not support further action, of those closed with an outcome that says a suspect
-- is known, by the month closed. The outcome says so, not the column suspect_identified: the two can disagree.
select
    crime_ref,
    crime_no,
    scope_level,
    closed_on as counted_on,
    (outcome_group = 'victim-does-not-support')::double as value,
from counted_crimes
where
    closed_on is not null
    and suspect_known = 'yes'
