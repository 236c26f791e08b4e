-- severity: warning
-- affects: charged-within-a-year, charged-by-day-180, charged-by-day-540, charged-by-day-730, attrition, attrition-evidential, victim-withdrawal-within-90-days, victim-withdrawal-before-suspect, victim-withdrawal-after-suspect, victim-withdrawal-after-submission, early-advice-uptake, open-investigations, open-over-a-year, open-median-age, time-to-charge, reported-to-charge, time-to-victim-withdrawal
-- message: {count} closed crime[s] [has|have] no usable closing date. [It is|They are] left out of every measure of the time to an outcome and counted beside it, and [counts|count] as open on the day of early advice by a fixed day.
-- passed: Every closed crime has a usable closing date.
select crime_ref as found,
from counted_crimes
anti join outcome_events
    on outcome_events.crime_no = counted_crimes.crime_no
    and outcome_events.is_standing
    and outcome_events.is_unknown_outcome
where is_undated
order by crime_no
