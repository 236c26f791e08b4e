-- severity: warning
-- affects: all
-- message: {count} reference[s] [is|are] held by crimes of several forces. [It counts|They count] as a crime of each force, with the force behind the reference.
-- passed: No reference is held by crimes of several forces.
select given_ref || ': ' || string_agg(force, ', ' order by force) as found,
from crimes_accepted
where shared_by is not null
group by given_ref
order by given_ref
