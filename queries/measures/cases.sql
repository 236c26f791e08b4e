-- A page of the crimes behind a figure, each row that was counted, in the order of its date.
select
    behind.row_no::double as row_no,
    crimes.crime_ref::varchar as crime_ref,
    crimes.recorded_on::varchar as recorded_on,
    behind.counted_on::varchar as counted_on,
    behind.value::double as value,
    crimes.offence::varchar as offence,
    crimes.district::varchar as district,
    crimes.team::varchar as team,
    crimes.outcome_code::varchar as outcome_code,
    crimes.closed_on::varchar as closed_on,
from behind
inner join crimes on crimes.crime_no = behind.crime_no
where behind.row_no > $after_row
order by behind.row_no
limit $limit
