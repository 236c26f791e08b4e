-- One row per accepted outcome event, once each, in the order in which events stand: by outcome date, then keyed date,
-- then file order, a blank date first. The last event of a crime is its standing outcome.
with first_rows as (
    select min(position) as position,
    from staged_outcomes
    where rejected_rule is null
    group by crime_no, outcome_code, outcome_on, charge_on, keyed_on
)

select
    row_number() over (
        order by
            staged_outcomes.outcome_on nulls first,
            staged_outcomes.keyed_on nulls first,
            staged_outcomes.position
    )::integer as event_no,
    staged_outcomes.position::bigint as position,
    staged_outcomes.crime_no::integer as crime_no,
    staged_outcomes.outcome_code::varchar as outcome_code,
    coalesce(outcome_codes.outcome_group, 'unmapped')::varchar as outcome_group,
    coalesce(outcome_codes.suspect_known, 'unknown')::varchar as suspect_known,
    staged_outcomes.outcome_on::date as outcome_on,
    coalesce(staged_outcomes.charge_on, staged_outcomes.outcome_on)::date as charged_on,
    (staged_outcomes.outcome_on < staged_outcomes.recorded_on)::boolean as is_before_recorded,
from staged_outcomes
semi join first_rows on first_rows.position = staged_outcomes.position
left join outcome_codes on outcome_codes.outcome_code = staged_outcomes.outcome_code
