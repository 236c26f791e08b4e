-- Outcomes that were typed in after the month in which they were decided, of closing outcomes with both dates, by the month
-- of the outcome. What is typed in after the as-at date is not in the files, so the latest months are still maturing.
select
    counted_crimes.crime_ref,
    counted_crimes.crime_no,
    counted_crimes.scope_level,
    outcome_events.outcome_on as counted_on,
    (outcome_events.keyed_on > last_day(outcome_events.outcome_on))::double as value,
from outcome_events
inner join counted_crimes on counted_crimes.crime_no = outcome_events.crime_no
where
    outcome_events.outcome_group != 'open'
    and not outcome_events.is_unknown_outcome
    and outcome_events.outcome_on is not null
    and outcome_events.keyed_on is not null
