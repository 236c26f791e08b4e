-- severity: warning
-- affects: charges, time-to-charge, reported-to-charge, charge-rate-closed, charged-within-a-year, charged-by-day-180, charged-by-day-540, charged-by-day-730, attrition, attrition-evidential, open-investigations, open-over-a-year, open-median-age, victim-withdrawal, victim-withdrawal-within-90-days, victim-withdrawal-before-suspect, victim-withdrawal-after-suspect, victim-withdrawal-after-submission, victim-withdrawal-suspect-known, time-to-victim-withdrawal, early-advice-uptake, early-advice-from-suspect, keyed-late
-- message: {count} outcome[s] [has|have] a text for a code that is none, such as {text}. [It does|They do] not say whether [its|their] crime is closed: where no later outcome stands, the crime is left out of every measure of the time to an outcome and counted beside it. Say in the mapping what the text means.
-- passed: Every text in outcome_code is a code, or is mapped to one.
select
    '“' || outcome_events.outcome_code || '” of ' || crimes.crime_ref as found,
    '“' || outcome_events.outcome_code || '”' as text,
from outcome_events
inner join crimes on crimes.crime_no = outcome_events.crime_no
where outcome_events.is_unknown_outcome
order by outcome_events.position
