-- severity: warning
-- affects: all
-- message: {count} repeated row[s] [disagrees|disagree] with the first row of [its|their] crime on the recorded date or the offence. The first row was used.
-- passed: No repeated row disagrees with the first row of its crime.
select repeated.crime_ref as found,
from repeated_rows
inner join staged_cases as repeated on repeated.position = repeated_rows.position
inner join staged_cases as first_row on first_row.position = repeated_rows.first_position
where
    repeated.recorded_on != first_row.recorded_on
    or repeated.offence_code is distinct from first_row.offence_code
    or repeated.offence_text is distinct from first_row.offence_text
order by repeated.position
