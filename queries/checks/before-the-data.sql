-- severity: warning
-- affects: all
-- message: {count} crime[s] [was|were] recorded before the data begin, in {begins}. [It counts|They count] where an event or a stock counts [it|them], and [sets|set] no first month, no ramp-up and no limits. Set another month with --begins where recording began earlier.
-- passed: No crime was recorded before the data begin.
select
    crime_ref || ', recorded ' || strftime(recorded_on, '%d/%m/%Y') as found,
    strftime($begins::date, '%B %Y') as begins,
from counted_crimes
where recorded_on < $begins::date
order by recorded_on, crime_no
