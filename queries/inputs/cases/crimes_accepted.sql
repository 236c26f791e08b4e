-- One row per crime: the first accepted row with its reference, which gives its values; blanks are not filled from the
-- further rows. Its number is the position of that row.
select
    staged_cases.position as crime_no,
    staged_cases.*,
from staged_cases
anti join repeated_rows on repeated_rows.position = staged_cases.position
where staged_cases.rejected_rule is null
