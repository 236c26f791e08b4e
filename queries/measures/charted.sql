-- The series to chart, one row each, with what decides how each is charted. Given as texts, each bound once and cast, so
-- that the plan of a chart is made once and kept.
select
    unnest(string_split($charted::varchar, ' '))::varchar as split,
    unnest(string_split($kinds::varchar, ' '))::varchar as kind,
    unnest(string_split($rebased_from::varchar, '|'))::varchar as rebased_from,
    unnest(string_split($baseline_points::varchar, ' '))::bigint as baseline_points,
    unnest(string_split($fewest_a_month::varchar, ' '))::double as fewest_a_month,
    unnest(string_split($are_p_prime::varchar, ' '))::boolean as is_p_prime,
    0 as lowest,
    try_cast(unnest(string_split($highest::varchar, ' ')) as double) as highest,
    12 as fewest_points,
    true as is_screened,
