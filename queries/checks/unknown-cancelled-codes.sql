-- severity: warning
-- affects: cancelled-crimes
-- message: {count} crime[s] [has|have] a cancelled code other than C1 to C5 or N100. [It is|They are] not counted, as for any cancelled code.
-- passed: Every cancelled code is one of C1 to C5 and N100.
-- mend: map
select cancelled_code || ' of ' || crime_ref as found,
from crimes
where not is_counted and cancelled_group is null and not starts_with(cancelled_code, 'N100')
order by crime_no
