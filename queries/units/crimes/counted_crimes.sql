-- The crimes that KPIs count: accepted, and no cancelled code on them.
select *
from crimes
where is_counted
