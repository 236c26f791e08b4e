-- severity: warning
-- affects: charges, charge-rate-closed, charged-within-a-year, charged-by-day-180, charged-by-day-540, charged-by-day-730, attrition, attrition-evidential, victim-withdrawal
-- message: {count} crime[s] [has|have] rows with different outcomes. The latest one stands, by date.
-- passed: No crime has rows with different outcomes.
-- Only where the outcomes come from the cases files, and do not say whose they are: one outcome a crime is expected there.
select crime_ref || ': ' || string_agg(distinct outcome_code, ', ' order by outcome_code) as found,
from staged_outcomes
where is_from_cases and rejected_rule is null and suspect_key is null
group by crime_ref
having count(distinct outcome_code) > 1
order by crime_ref
