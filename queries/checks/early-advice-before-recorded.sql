-- severity: warning
-- affects: early-advice-uptake, days-to-early-advice
-- needs: early_advice_date
-- message: {count} crime[s] [has|have] early advice dated before the crime was recorded. [It does|They do] not count as early advice within the days allowed, and the days to it are not known.
-- passed: No early advice is dated before its crime was recorded.
select crime_ref as found,
from counted_crimes
where early_advice_on < recorded_on
order by crime_no
