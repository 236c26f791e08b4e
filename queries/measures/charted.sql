-- The series to chart, one row each, with what decides how each is charted. They come as a list of records in JSON, bound once
-- and cast, so that the plan of a chart is made once and kept.
select
    series.split::varchar as split,
    series.kind::varchar as kind,
    series.rebased_from::varchar[] as rebased_from,
    series.baseline_points::bigint as baseline_points,
    series.fewest_a_month::double as fewest_a_month,
    series.is_p_prime::boolean as is_p_prime,
    0 as lowest,
    series.highest::double as highest,
    12 as fewest_points,
    true as is_screened,
from (
    select
        unnest(from_json_strict(
            $charted::varchar,
            '[{
                "split": "varchar",
                "kind": "varchar",
                "rebased_from": ["varchar"],
                "baseline_points": "bigint",
                "fewest_a_month": "double",
                "is_p_prime": "boolean",
                "highest": "double"
            }]'
        )) as series,
)
