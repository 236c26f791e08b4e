-- One row per row of the outcomes files, typed and joined to its crime.
-- rejected_rule is the first rule that the row breaks (null: accepted).
with rows_read as (
    select
        outcomes_text.*,
        read_text(outcomes_text.crime_ref) as ref,
        crimes_accepted.crime_no,
        crimes_accepted.recorded_on,
        given.day as outcome_on,
        coalesce(given.is_given, false) as has_outcome_date,
        case when charged.day <= $as_at::date then charged.day end as charge_on,
        coalesce(charged.is_given, false) as has_charge_date,
        case when keyed.day <= $as_at::date then keyed.day end as keyed_on,
        coalesce(keyed.is_given, false) as has_keyed_date,
    from outcomes_text
    left join date_texts as given on given.raw = outcomes_text.outcome_date
    left join date_texts as charged on charged.raw = outcomes_text.charge_date
    left join date_texts as keyed on keyed.raw = outcomes_text.keyed_date
    left join crimes_accepted on crimes_accepted.crime_ref = outcomes_text.crime_ref
)

select
    position::bigint as position,
    crime_no::integer as crime_no,
    ref::varchar as crime_ref,
    recorded_on::date as recorded_on,
    coalesce(read_code(outcome_code), '0')::varchar as outcome_code,
    outcome_on::date as outcome_on,
    charge_on::date as charge_on,
    keyed_on::date as keyed_on,
    case
        when ref is null then 'blank-crime-ref'
        when outcome_on is null and has_outcome_date and is_month_first(outcome_date) then 'month-first-outcome-date'
        when outcome_on is null and has_outcome_date then 'unreadable-outcome-date'
        when outcome_on > $as_at::date then 'after-as-at'
        when crime_no is null then 'no-such-crime'
    end::varchar as rejected_rule,
    concat_ws(
        ' ',
        case when charge_on is null and has_charge_date then 'charge_date' end,
        case when keyed_on is null and has_keyed_date then 'keyed_date' end
    )::varchar as unreadable_columns,
from rows_read
