-- One row per accepted crime, cancelled ones included, with its state at the as-at date: the dates, groups and labels
-- that KPIs count by. Its scopes, each within the one before: 0 every crime, 1 all sexual offences, 2 RASSO, 3 rape, 4 adult rape;
-- scope_level is the narrowest that holds it. A closed crime that has no usable interval is undated, never given a made-up one.
with first_charges as (
    select
        crime_no,
        min(charged_on) as first_charged_on,
    from outcome_events
    where outcome_group = 'charged' and has_effect
    group by crime_no
),

crimes_coded as (
    select
        crimes_accepted.*,
        coalesce(crimes_accepted.offence_code, 'unknown') as offence,
        standing.outcome_code,
        coalesce(standing.outcome_group, 'open'::outcome_group_label) as outcome_group,
        coalesce(standing.suspect_known, 'unknown'::yes_no_label) as suspect_known,
        standing.closes_on,
        coalesce(standing.outcome_group = 'charged', false) as is_charged,
        first_charges.first_charged_on,
    from crimes_accepted
    left join outcome_events as standing
        on standing.crime_no = crimes_accepted.crime_no
        and standing.is_standing
    left join first_charges on first_charges.crime_no = crimes_accepted.crime_no
),

crimes_dated as (
    select
        *,
        outcome_group = 'open' as is_open,
        case when is_charged then first_charged_on end as charged_on,
        case
            when outcome_group = 'open' then null
            when is_charged then least(closes_on, first_charged_on)
            else closes_on
        end as closed_on,
    from crimes_coded
),

crimes_timed as (
    select
        *,
        case when closed_on >= recorded_on then closed_on - recorded_on end as days_to_outcome,
        case when charged_on >= recorded_on then charged_on - recorded_on end as days_to_charge,
    from crimes_dated
)

select
    crime_no::integer as crime_no,
    crime_ref::varchar as crime_ref,
    recorded_on::date as recorded_on,
    offence_on::date as offence_on,
    reported_on::date as reported_on,
    early_advice_on::date as early_advice_on,
    early_advice_sought::yes_no_label as early_advice_sought,
    submitted_on::date as submitted_on,
    suspect_identified_on::date as suspect_identified_on,
    crimes_timed.cancelled_code::varchar as cancelled_code,
    cancelled_codes.cancelled_group::varchar as cancelled_group,
    (crimes_timed.cancelled_code is null)::boolean as is_counted,
    outcome_code::outcome_code_label as outcome_code,
    outcome_group::outcome_group_label as outcome_group,
    suspect_known::yes_no_label as suspect_known,
    is_open::boolean as is_open,
    is_charged::boolean as is_charged,
    closed_on::date as closed_on,
    charged_on::date as charged_on,
    days_to_outcome::integer as days_to_outcome,
    days_to_charge::integer as days_to_charge,
    (
        not is_open
        and case when is_charged then days_to_charge is null else days_to_outcome is null end
    )::boolean as is_undated,
    (offence_codes.offence_code is not null)::boolean as is_offence_mapped,
    case
        when
            offence_codes.adult_rape = 'yes'
            or (offence_codes.adult_rape = 'if-victim-16-or-over' and victim_age >= 16)
            then 4
        when offence_codes.rape = 'yes' then 3
        when offence_codes.rasso = 'yes' then 2
        when offence_codes.all_sexual = 'yes' then 1
        else 0
    end::utinyint as scope_level,
    force,
    district,
    team,
    offence::offence_label as offence,
    victim_age_band,
    victim_sex,
    relationship,
    domestic,
    case
        when offence_on is null then 'unknown'::yes_no_label
        when recorded_on - offence_on > 365 then 'yes'::yes_no_label
        else 'no'::yes_no_label
    end as non_recent,
    suspect_identified,
from crimes_timed
left join offence_codes on try_cast(offence_codes.offence_code as offence_label) = crimes_timed.offence
left join cancelled_codes
    on cancelled_codes.cancelled_code
    = case when starts_with(crimes_timed.cancelled_code, 'N100') then 'N100' else crimes_timed.cancelled_code end
