-- severity: warning
-- affects: open-investigations, open-over-a-year, open-median-age
-- message: {count} crime[s] recorded more than 24 months before the as-at date [is|are] open and [has|have] no outcome event at all. Look whether [its outcome is|their outcomes are] missing from the export.
-- passed: No crime has been open for more than 24 months without an event.
select counted_crimes.crime_ref || ', recorded ' || strftime(counted_crimes.recorded_on, '%d/%m/%Y') as found,
from counted_crimes
anti join outcome_events on outcome_events.crime_no = counted_crimes.crime_no
where counted_crimes.is_open and counted_crimes.recorded_on < $as_at::date - to_months(24)
order by counted_crimes.crime_no
