-- Crimes closed because the victim does not support further action, of all crimes closed, by the month closed.
-- It moves when other outcomes move: a clear-out of old cases lowers it with no victim deciding otherwise.
select
    crime_ref,
    crime_no,
    scope_level,
    closed_on as counted_on,
    (outcome_group = 'victim-does-not-support')::double as value,
    outcome_code as part,
from counted_crimes
where closed_on is not null
