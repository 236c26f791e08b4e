-- One row per accepted outcome event, once each. event_no is its place among the events of its crime: by outcome date
-- (by charge date where that is blank), then keyed date, then file order, a blank first. The last one is the crime's
-- standing outcome. Most crimes have one event, so that only those with several are put in order.
with crowded_crimes as (
    select crime_no
    from staged_outcomes
    where rejected_rule is null
    group by crime_no
    having count(*) > 1
),

crowded_events as (
    select
        min(position) as position,
        crime_no,
        outcome_code,
        outcome_on,
        charge_on,
        keyed_on,
        any_value(recorded_on) as recorded_on,
    from staged_outcomes
    semi join crowded_crimes on crowded_crimes.crime_no = staged_outcomes.crime_no
    where rejected_rule is null
    group by crime_no, outcome_code, outcome_on, charge_on, keyed_on
),

crowded_in_order as (
    select
        *,
        row_number() over (
            partition by crime_no
            order by coalesce(outcome_on, charge_on) nulls first, keyed_on nulls first, position
        ) as event_no,
        count(*) over (partition by crime_no) as events,
    from crowded_events
),

events as (
    select position, crime_no, outcome_code, outcome_on, charge_on, recorded_on, event_no, events
    from crowded_in_order

    union all

    select position, crime_no, outcome_code, outcome_on, charge_on, recorded_on, 1 as event_no, 1 as events
    from staged_outcomes
    anti join crowded_crimes on crowded_crimes.crime_no = staged_outcomes.crime_no
    where rejected_rule is null
)

select
    events.event_no::integer as event_no,
    (events.event_no = events.events)::boolean as is_standing,
    events.position::integer as position,
    events.crime_no::integer as crime_no,
    events.outcome_code::outcome_code_label as outcome_code,
    coalesce(outcome_codes.outcome_group, 'unmapped')::outcome_group_label as outcome_group,
    coalesce(outcome_codes.suspect_known, 'unknown')::yes_no_label as suspect_known,
    events.outcome_on::date as outcome_on,
    coalesce(events.charge_on, events.outcome_on)::date as charged_on,
    (events.outcome_on < events.recorded_on)::boolean as is_before_recorded,
from events
left join outcome_codes on try_cast(outcome_codes.outcome_code as outcome_code_label) = events.outcome_code
