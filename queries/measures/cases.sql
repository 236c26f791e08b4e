-- A page of the crimes behind a figure, each row that was counted, in the order of its date.
with numbered as (
    select
        *,
        row_number() over (order by counted_on, crime_no, row_no) as place,
    from behind
)

select
    numbered.place::double as place,
    crimes.crime_ref::varchar as crime_ref,
    crimes.recorded_on::varchar as recorded_on,
    numbered.counted_on::varchar as counted_on,
    numbered.value::double as value,
    crimes.offence::varchar as offence,
    crimes.district::varchar as district,
    crimes.team::varchar as team,
    crimes.outcome_code::varchar as outcome_code,
    crimes.closed_on::varchar as closed_on,
from numbered
inner join crimes on crimes.crime_no = numbered.crime_no
where numbered.place > $after_place
order by numbered.place
limit $limit
