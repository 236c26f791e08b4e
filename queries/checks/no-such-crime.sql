-- severity: error
-- affects: charges, time-to-charge, reported-to-charge, charge-rate-closed, charged-within-a-year, charged-by-day-180, charged-by-day-540, charged-by-day-730, attrition, attrition-evidential, victim-withdrawal, victim-withdrawal-within-90-days, victim-withdrawal-before-suspect, victim-withdrawal-after-suspect, victim-withdrawal-after-submission, victim-withdrawal-suspect-known, time-to-victim-withdrawal, open-investigations, open-over-a-year, open-median-age
-- message: {count} outcome[s] [belongs to a crime that is|belong to crimes that are] not in the cases files. [It was|They were] rejected: if the crime[s] should be there, [it still counts as open or is|they still count as open or are] missing.
-- passed: Every outcome belongs to a crime in the cases files.
-- An outcome of a crime whose own row was rejected is among them.
select coalesce(outcome_code, '0') || ' of ' || crime_ref as found,
from staged_outcomes
where rejected_rule = 'no-such-crime'
order by position
