-- One row per crime, numbered in file order: the first accepted row with its reference. Later rows with the same
-- reference are repeats (a second victim or suspect); blanks are not filled from them.
with repeated_refs as (
    select
        crime_ref,
        min(position) as first_position,
    from staged_cases
    where rejected_rule is null
    group by crime_ref
    having count(*) > 1
),

repeats as (
    select staged_cases.position
    from staged_cases
    inner join repeated_refs on repeated_refs.crime_ref = staged_cases.crime_ref
    where staged_cases.position > repeated_refs.first_position
)

select
    row_number() over ()::integer as crime_no,
    staged_cases.crime_ref::varchar as crime_ref,
    staged_cases.position::bigint as position,
    staged_cases.recorded_on::date as recorded_on,
from staged_cases
anti join repeats on repeats.position = staged_cases.position
where staged_cases.rejected_rule is null
