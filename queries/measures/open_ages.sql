-- Open crimes as rows of a stock, split by how long they have been open: a crime enters an age band on the day on which it
-- is that old, and leaves it for the next band or by closing. Undated closures are in none.
with aged_crimes as (
    select
        filtered_crimes.*,
        age_bands.age_band,
        filtered_crimes.recorded_on + age_bands.from_days as entered_on,
        least(filtered_crimes.recorded_on + age_bands.to_days + 1, filtered_crimes.closed_on) as left_on,
    from filtered_crimes
    cross join age_bands
    where not filtered_crimes.is_undated
)

select
    date_trunc('month', entered_on)::date as month,
    entered_on as counted_on,
    left_on as counted_until,
    1::double as value,
    age_band as split,
    group_label,
    $on_day::date - recorded_on as days_open,
from aged_crimes
where left_on is null or left_on > entered_on
