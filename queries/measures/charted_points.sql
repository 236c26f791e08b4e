-- Every point with what the control chart says of it; nulls where it says nothing.
select
    points.*,
    spc.withheld,
    spc.mean,
    spc.lower,
    spc.upper,
    spc.signal,
    spc.direction,
from points
left join spc on spc.month = points.month
order by points.month, points.split
