-- severity: warning
-- affects: all
-- message: {count} repeated row[s] [disagrees|disagree] with the first row of [its|their] crime on the recorded date or the offence. The first row was used.
-- passed: No repeated row disagrees with the first row of its crime.
select repeated.crime_ref as found,
from staged_cases as repeated
inner join crimes_accepted on crimes_accepted.crime_ref = repeated.crime_ref
inner join staged_cases as first_row on first_row.position = crimes_accepted.position
where
    repeated.rejected_rule is null
    and repeated.position != crimes_accepted.position
    and (
        repeated.recorded_on != first_row.recorded_on
        or repeated.offence_code is distinct from first_row.offence_code
        or repeated.offence_text is distinct from first_row.offence_text
    )
