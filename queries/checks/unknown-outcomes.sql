-- severity: warning
-- affects: charges, time-to-charge, charge-rate-closed, charged-within-a-year, attrition, open-investigations, open-over-a-year, victim-withdrawal, victim-withdrawal-within-90-days, victim-withdrawal-suspect-known, time-to-victim-withdrawal, early-advice-uptake
-- message: {count} outcome[s] [has|have] a text for a code that is none, such as {text}. [It does|They do] not say whether [its|their] crime is closed: where no later outcome stands, the crime is left out of every measure of the time to an outcome and counted beside it. Say in the mapping what the text means.
-- passed: Every text in outcome_code is a code, or is mapped to one.
select
    '“' || outcome_events.outcome_code || '” of ' || crimes.crime_ref as found,
    '“' || outcome_events.outcome_code || '”' as text,
from outcome_events
inner join crimes on crimes.crime_no = outcome_events.crime_no
where outcome_events.is_unknown_outcome
order by outcome_events.position
