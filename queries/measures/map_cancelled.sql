-- The codes that take a crime out of the count, and why.
select
    cancelled_code::varchar as code,
    label::varchar as label,
    cancelled_group::varchar as group,
from cancelled_codes
order by cancelled_code
