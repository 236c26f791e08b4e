-- severity: warning
-- affects: charges, time-to-charge, reported-to-charge, charge-rate-closed, charged-within-a-year, charged-by-day-180, charged-by-day-540, charged-by-day-730, attrition, attrition-evidential
-- message: {count} crime[s] [counts|count] as charged though a later outcome does not say whose it is: the settings let any charge stand.
-- passed: No charge stands over a later outcome.
select distinct counted_crimes.crime_ref as found,
from counted_crimes
inner join outcome_events as standing
    on standing.crime_no = counted_crimes.crime_no
    and standing.is_standing
    and standing.suspect_no is null
inner join outcome_events as later
    on later.crime_no = standing.crime_no
    and later.event_no > standing.event_no
    and later.outcome_group != 'charged'
where counted_crimes.is_charged
order by counted_crimes.crime_ref
