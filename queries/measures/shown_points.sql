-- The usable points of series as they are shown, given back for the control chart: limits say no more than the points.
select
    unnest(string_split($shown_splits::varchar, ' '))::varchar as split,
    unnest(string_split($shown_months::varchar, ' '))::varchar as month,
    unnest(string_split($shown_values::varchar, ' '))::double as value,
    unnest(string_split($shown_denominators::varchar, ' '))::double as denominator,
    try_cast(unnest(string_split($shown_p75::varchar, ' ')) as double) as p75,
    true as complete,
    true as mature,
    false as ramp_up,
