-- Every row twice: in its group, and in the whole (no group).
select *
from rows_by_group

union all

select * replace (null::varchar as split)
from rows_by_group
