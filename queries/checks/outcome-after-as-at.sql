-- severity: warning
-- affects: charges, time-to-charge, reported-to-charge, charge-rate-closed, charged-within-a-year, charged-by-day-180, charged-by-day-540, charged-by-day-730, attrition, attrition-evidential, victim-withdrawal, open-investigations, open-over-a-year, open-median-age
-- message: {count} outcome[s] in the cases files [is|are] dated after the as-at date and [was|were] left out. [Its crime counts|Their crimes count] as open.
-- passed: No outcome in the cases files is dated after the as-at date.
-- In an outcomes file such a row is rejected; in a cases file the crime itself still counts.
select outcome_code || ' of ' || crime_ref as found,
from staged_outcomes
where is_from_cases and rejected_rule = 'after-as-at'
order by position
