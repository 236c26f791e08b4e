-- Every crime of the earlier of two snapshots with one key for both: its number now, or less than nothing where it is in the
-- earlier one only. A crime of the later one has its number.
select
    then_crimes.crime_no::integer as then_no,
    coalesce(now_crimes.crime_no, -then_crimes.crime_no)::integer as crime_key,
from earlier.crimes as then_crimes
left join later.crimes as now_crimes on now_crimes.crime_ref = then_crimes.crime_ref
