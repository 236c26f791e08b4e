-- What the control chart says of each usable point; of the latest also how the months up to it compare with the months
-- before them.
select
    spc.*,
    case when change.month is not null then change end as change,
from spc
left join change
    on change.month = spc.month
    and change.split = spc.split
order by spc.split, spc.month
