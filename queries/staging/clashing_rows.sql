-- How many rows are put to a crime that was recorded on another day, of how many rows, with the reference that most of them have. Rows
-- of one crime, for its victims and suspects, have one recorded date: another is of another crime with the same reference.
with clashing_rows as (
    select repeated.crime_ref
    from repeated_rows
    inner join staged_cases as repeated on repeated.position = repeated_rows.position
    inner join staged_cases as first_row on first_row.position = repeated_rows.first_position
    where repeated.recorded_on != first_row.recorded_on
)

select
    (select count(*) from clashing_rows)::double as clashing,
    (select count(*) from staged_cases where rejected_rule is null)::double as of_rows,
    (select mode(crime_ref) from clashing_rows)::varchar as commonest_ref,
