-- severity: warning
-- affects: charges, time-to-charge, reported-to-charge, charge-rate-closed, charged-within-a-year, charged-by-day-180, charged-by-day-540, charged-by-day-730, attrition, attrition-evidential, open-investigations, open-over-a-year, open-median-age, victim-withdrawal, victim-withdrawal-within-90-days, victim-withdrawal-before-suspect, victim-withdrawal-after-suspect, victim-withdrawal-after-submission, victim-withdrawal-suspect-known, time-to-victim-withdrawal, early-advice-uptake, early-advice-from-suspect, keyed-late
-- message: {count} outcome[s] [has|have] a code that is not in the outcome map. [It closes its crime|They close their crimes], without charge, as “unmapped”.
-- passed: Every outcome code is in the outcome map.
-- mend: map
select outcome_events.outcome_code || ' of ' || crimes.crime_ref as found,
from outcome_events
inner join crimes on crimes.crime_no = outcome_events.crime_no
where outcome_events.outcome_group = 'unmapped' and not outcome_events.is_unknown_outcome
order by outcome_events.position
