-- A page of what a figure counts, each row that was counted, in the order of its date.
with numbered as (
    select
        *,
        row_number() over (order by counted_on, unit_no, row_no) as place,
    from behind
)

select
    numbered.place::double as place,
    numbered.counted_on::varchar as counted_on,
    numbered.value::double as value,
    listed_units.* exclude (unit_no),
from numbered
inner join listed_units on listed_units.unit_no = numbered.unit_no
where numbered.place > $after_place
order by numbered.place
limit $limit
