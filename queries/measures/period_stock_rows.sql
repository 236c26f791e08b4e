-- A stock's rows, once by group and once as the whole (no group). A stock is taken at the end of a period.
select *
from filtered_rows

union all

select * replace (null::varchar as split)
from filtered_rows
