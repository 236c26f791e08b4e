-- The further rows of a crime: those after the first accepted row with its reference (a second victim or suspect), of the
-- same force where forces share the reference.
with crowded_rows as (
    select
        staged_cases.position,
        staged_cases.crime_ref,
        case when crowded_refs.is_shared then staged_cases.force end as shared_by,
    from staged_cases
    inner join crowded_refs on crowded_refs.crime_ref = staged_cases.crime_ref
    where staged_cases.rejected_rule is null
),

placed_rows as (
    select
        *,
        min(position) over (partition by crime_ref, shared_by) as first_position,
    from crowded_rows
)

select
    position::integer as position,
    first_position::integer as first_position,
    crime_ref::varchar as crime_ref,
from placed_rows
where position > first_position
