-- The further rows of a crime: those after the first accepted row with its reference (a second victim or suspect).
with repeated_refs as (
    select
        crime_ref,
        min(position) as first_position,
    from staged_cases
    where rejected_rule is null
    group by crime_ref
    having count(*) > 1
)

select
    staged_cases.position::integer as position,
    repeated_refs.first_position::integer as first_position,
    staged_cases.crime_ref::varchar as crime_ref,
from staged_cases
inner join repeated_refs on repeated_refs.crime_ref = staged_cases.crime_ref
where staged_cases.rejected_rule is null and staged_cases.position > repeated_refs.first_position
