-- severity: warning
-- affects: all
-- message: {count} crime[s] [has|have] an offence that is not in the offence map. [It counts|They count] only in the scope “every crime in the files”.
-- passed: Every offence is in the offence map.
-- mend: map
select offence || ' of ' || crime_ref as found,
from crimes
where not is_offence_mapped
order by crime_no
