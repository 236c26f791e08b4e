-- severity: warning
-- affects: all
-- message: {count} outcome[s] [is|are] dated before [its|their] crime was recorded. The time to [it|them] is not known.
-- passed: No outcome is dated before its crime was recorded.
select outcome_events.outcome_code || ' of ' || crimes.crime_ref as found,
from outcome_events
inner join crimes on crimes.crime_no = outcome_events.crime_no
where outcome_events.is_before_recorded
order by outcome_events.position
