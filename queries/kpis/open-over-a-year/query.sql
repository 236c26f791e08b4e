-- Crimes open at each month end, 0 until they have been open for more than a year and 1 from then until closed, so that
-- every open crime is there once. Closing old crimes lowers it and makes time-to-charge rise: read the two together.
with datable_crimes as (
    select
        *,
        recorded_on + $over_days::integer + 1 as over_on,
    from counted_crimes
    where not is_undated
)

select
    crime_ref,
    crime_no,
    scope_level,
    recorded_on as counted_from,
    least(over_on, closed_on) as counted_until,
    0::double as value,
from datable_crimes
where closed_on is null or closed_on > recorded_on

union all

select
    crime_ref,
    crime_no,
    scope_level,
    over_on as counted_from,
    closed_on as counted_until,
    1::double as value,
from datable_crimes
where closed_on is null or closed_on > over_on
