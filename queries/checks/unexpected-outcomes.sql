-- severity: warning
-- affects: charge-rate-closed, attrition, attrition-evidential, victim-withdrawal
-- message: {count} rape or serious sexual offence[s] ended with an outcome that is not expected for [it|them], such as a caution or a community resolution. [It counts|They count] as the code says: look whether the code is right.
-- passed: No rape or serious sexual offence ended with an outcome that is not expected for it.
select counted_crimes.outcome_code || ' of ' || counted_crimes.crime_ref as found,
from counted_crimes
inner join outcome_codes on outcome_codes.outcome_code = counted_crimes.outcome_code::varchar
where counted_crimes.scope_level >= 2 and outcome_codes.expected_for_rasso = 'no'
order by counted_crimes.crime_no
