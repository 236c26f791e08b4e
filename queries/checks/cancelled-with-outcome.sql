-- severity: warning
-- affects: cancelled-crimes, recorded-crimes, charges, charge-rate-closed, victim-withdrawal, attrition, attrition-evidential
-- message: {count} cancelled crime[s] [has|have] an outcome. [It is|They are] not counted, as for any cancelled code: one of the two is wrong.
-- passed: No cancelled crime has an outcome.
select cancelled_code || ' with outcome ' || outcome_code || ': ' || crime_ref as found,
from crimes
where not is_counted and not is_open
order by crime_no
