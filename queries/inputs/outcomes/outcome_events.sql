-- One row per accepted outcome event, once each. event_no is its place among the events of its crime: by outcome date
-- (by charge date where that is blank), then keyed date, then file order, a blank first. One event stands for its crime.
-- Where rows say whose outcome they are, that is made of the latest of each suspect: a charge if any is one, else an open
-- one if any is, else the most severe in the order of the Home Office list, closing on the latest of their dates (unknown
-- if one is blank). Rows that do not say whose they are then have no effect. Where no row of the crime says, the latest
-- event stands, or with $charge_stands any charge. A text that is no code does not say whether it closes its crime: it
-- has no closing date. Most crimes have one event: only those with several are put in order.
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
        suspect_key,
        outcome_code,
        outcome_on,
        charge_on,
        keyed_on,
        any_value(recorded_on) as recorded_on,
        bool_or(is_unknown_outcome) as is_unknown_outcome,
    from staged_outcomes
    semi join crowded_crimes on crowded_crimes.crime_no = staged_outcomes.crime_no
    where rejected_rule is null
    group by crime_no, suspect_key, outcome_code, outcome_on, charge_on, keyed_on
),

events_placed as (
    select
        crowded_events.*,
        coalesce(outcome_codes.outcome_group = 'charged', false) as is_charge,
        coalesce(outcome_codes.outcome_group = 'open', false) as is_reopening,
        try_cast(outcome_codes.list_order as integer) as list_order,
        row_number() over (
            partition by crowded_events.crime_no
            order by coalesce(outcome_on, charge_on) nulls first, keyed_on nulls first, position
        ) as event_no,
        case when not is_unknown_outcome then outcome_on end as known_outcome_on,
        bool_or(suspect_key is not null) over (partition by crime_no) as has_suspects,
        case when suspect_key is not null then dense_rank() over (partition by crime_no order by suspect_key) end as suspect_no,
    from crowded_events
    left join outcome_codes
        on try_cast(outcome_codes.outcome_code as outcome_code_label) = crowded_events.outcome_code
),

events_effective as (
    select
        *,
        suspect_key is not null or not has_suspects as has_effect,
        bool_or(is_charge) over (partition by crime_no) as has_charge,
        event_no = max(event_no) over (partition by crime_no, suspect_key) as is_latest,
    from events_placed
),

events_standing as (
    select
        *,
        has_effect and case
            when $charge_stands::boolean and not has_suspects and has_charge then is_charge
            else is_latest
        end as is_candidate,
    from events_effective
),

crowded_in_order as (
    select
        *,
        row_number() over (
            partition by crime_no
            order by not is_candidate, not is_charge, not is_reopening, list_order nulls last, event_no desc
        ) = 1 as is_standing,
        case
            when not has_suspects then known_outcome_on
            when bool_or(is_candidate and known_outcome_on is null) over (partition by crime_no) then null
            else max(outcome_on) filter (where is_candidate) over (partition by crime_no)
        end as all_closed_on,
    from events_standing
),

events as (
    select
        position,
        crime_no,
        outcome_code,
        outcome_on,
        charge_on,
        keyed_on,
        recorded_on,
        is_unknown_outcome,
        event_no,
        suspect_no,
        is_standing,
        has_effect,
        case when is_charge then outcome_on else all_closed_on end as closes_on,
    from crowded_in_order

    union all

    select
        position,
        crime_no,
        outcome_code,
        outcome_on,
        charge_on,
        keyed_on,
        recorded_on,
        is_unknown_outcome,
        1 as event_no,
        case when suspect_key is not null then 1 end as suspect_no,
        true as is_standing,
        true as has_effect,
        case when not is_unknown_outcome then outcome_on end as closes_on,
    from staged_outcomes
    anti join crowded_crimes on crowded_crimes.crime_no = staged_outcomes.crime_no
    where rejected_rule is null
)

select
    events.event_no::integer as event_no,
    events.suspect_no::integer as suspect_no,
    events.is_standing::boolean as is_standing,
    events.has_effect::boolean as has_effect,
    events.position::integer as position,
    events.crime_no::integer as crime_no,
    events.outcome_code::outcome_code_label as outcome_code,
    coalesce(outcome_codes.outcome_group, 'unmapped')::outcome_group_label as outcome_group,
    coalesce(outcome_codes.suspect_known, 'unknown')::yes_no_label as suspect_known,
    events.outcome_on::date as outcome_on,
    coalesce(events.charge_on, events.outcome_on)::date as charged_on,
    events.keyed_on::date as keyed_on,
    events.closes_on::date as closes_on,
    (events.outcome_on < events.recorded_on)::boolean as is_before_recorded,
    events.is_unknown_outcome::boolean as is_unknown_outcome,
from events
left join outcome_codes on try_cast(outcome_codes.outcome_code as outcome_code_label) = events.outcome_code
