-- severity: warning
-- affects: charges, charge-rate-closed, charged-within-a-year, charged-by-day-180, charged-by-day-540, charged-by-day-730, attrition, attrition-evidential, victim-withdrawal
-- message: {count} outcome[s] [does|do] not say whose [it is|they are], while others of [its|their] crime do. [It has|They have] no effect.
-- passed: No outcome lacks its suspect where others of its crime have one.
select outcome_events.outcome_code || ' of ' || crimes.crime_ref as found,
from outcome_events
inner join crimes on crimes.crime_no = outcome_events.crime_no
where not outcome_events.has_effect
order by outcome_events.position
