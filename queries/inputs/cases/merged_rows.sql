-- What the several rows of a crime come to where none of them has the say: a suspect is identified when any row says so,
-- and each milestone has the earliest date of any row.
with rows_of_crimes as (
    select position, first_position
    from repeated_rows

    union all

    select distinct first_position as position, first_position
    from repeated_rows
)

select
    rows_of_crimes.first_position::integer as first_position,
    bool_or(staged_cases.suspect_identified = 'yes')::boolean as has_suspect,
    min(staged_cases.suspect_identified_on)::date as suspect_identified_on,
    min(staged_cases.early_advice_on)::date as early_advice_on,
    min(staged_cases.submitted_on)::date as submitted_on,
from rows_of_crimes
inner join staged_cases on staged_cases.position = rows_of_crimes.position
group by rows_of_crimes.first_position
