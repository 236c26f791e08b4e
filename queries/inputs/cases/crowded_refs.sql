-- The references that several accepted rows hold, which are few. One that rows of different forces hold is shared: it is a
-- crime of each force.
select
    crime_ref::varchar as crime_ref,
    coalesce(min(force) filter (where force != 'unknown') != max(force) filter (where force != 'unknown'), false)::boolean as is_shared,
from staged_cases
where rejected_rule is null
group by crime_ref
having count(*) > 1
