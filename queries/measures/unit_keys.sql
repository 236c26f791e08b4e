-- Everything counted in the earlier of two snapshots with one number for both: its number now, or less than nothing if it
-- is in the earlier one only. What the later one has keeps its number there.
select
    then_units.unit_no::integer as then_no,
    coalesce(now_units.unit_no, -then_units.unit_no)::integer as moved_no,
from then_units
left join now_units on now_units.unit_ref = then_units.unit_ref
