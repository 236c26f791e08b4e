-- The usable points of a series as they are shown, given back for the control chart: limits say no more than the points.
select
    null::varchar as split,
    unnest(string_split($shown_months, ' '))::varchar as month,
    unnest(string_split($shown_values, ' '))::double as value,
    unnest(string_split($shown_denominators, ' '))::double as denominator,
    nullif(unnest(string_split($shown_p75, ' ')), '')::double as p75,
    true as complete,
    true as mature,
    false as ramp_up,
