-- severity: warning
-- affects: charges, time-to-charge, reported-to-charge, charge-rate-closed, charged-within-a-year, charged-by-day-180, charged-by-day-540, charged-by-day-730, attrition, attrition-evidential
-- message: {count} crime[s] [has|have] a charge that a later outcome replaced. [It counts|They count] by the later outcome, not as charged. Where that is another suspect’s, give suspect_key with the outcomes, or set that any charge stands.
-- passed: No charge was replaced by a later outcome.
-- The later outcome may be code 0, which opens the crime again.
select counted_crimes.crime_ref || ': charged, then ' || counted_crimes.outcome_code as found,
from counted_crimes
semi join outcome_events
    on outcome_events.crime_no = counted_crimes.crime_no
    and outcome_events.outcome_group = 'charged'
where not counted_crimes.is_charged
order by counted_crimes.crime_no
