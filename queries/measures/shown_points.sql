-- The usable points of series as they are shown, given back for the control chart: limits say no more than the points. They
-- come as a list of records in JSON, which the engine reads several times faster than it takes values one by one.
select
    point.split::varchar as split,
    point.month::varchar as month,
    point.value::double as value,
    point.denominator::double as denominator,
    point.p75::double as p75,
    true as complete,
    true as mature,
    false as ramp_up,
from (
    select
        unnest(from_json_strict(
            $shown_points::varchar,
            '[{"split": "varchar", "month": "varchar", "value": "double", "denominator": "double", "p75": "double"}]'
        )) as point,
)
