-- One row per row of the outcomes files, typed and joined to its crime, in file order. Without outcomes files
-- ($outcomes_from_cases) the outcome columns of each cases row are such a row, where they hold one. rejected_rule is the
-- first rule that the row breaks (null: accepted); no cases row is rejected for its outcome, whose date is then not known.
with texts as (
    select
        position,
        false as is_from_cases,
        crime_ref,
        outcome_code,
        outcome_date,
        charge_date,
        keyed_date,
    from outcomes_text

    union all

    select
        cases_text.position,
        true as is_from_cases,
        cases_text.crime_ref,
        cases_text.outcome_code,
        cases_text.outcome_date,
        cases_text.charge_date,
        cases_text.keyed_date,
    from cases_text
    inner join staged_cases on staged_cases.position = cases_text.position
    where
        $outcomes_from_cases::boolean
        and staged_cases.rejected_rule is null
        and coalesce(read_text(cases_text.outcome_code), read_text(cases_text.outcome_date)) is not null
),

rows_read as (
    select
        texts.*,
        read_text(texts.crime_ref) as ref,
        crimes_accepted.crime_no,
        crimes_accepted.recorded_on,
        coded.code,
        given.day as outcome_on,
        case when charged.day <= $as_at::date then charged.day end as charge_on,
        case when keyed.day <= $as_at::date then keyed.day end as keyed_on,
        given.raw is not null and outcome_on is null as is_outcome_unreadable,
        charged.raw is not null and charge_on is null as is_charge_unreadable,
        keyed.raw is not null and keyed_on is null as is_keyed_unreadable,
    from texts
    left join date_texts as given on given.raw = texts.outcome_date
    left join date_texts as charged on charged.raw = texts.charge_date
    left join date_texts as keyed on keyed.raw = texts.keyed_date
    left join code_texts as coded on coded.column_name = 'outcome_code' and coded.raw = texts.outcome_code
    left join crimes_accepted on crimes_accepted.crime_ref = texts.crime_ref
)

select
    position::bigint as position,
    is_from_cases::boolean as is_from_cases,
    crime_no::integer as crime_no,
    ref::varchar as crime_ref,
    recorded_on::date as recorded_on,
    coalesce(code, '0')::varchar as outcome_code,
    outcome_on::date as outcome_on,
    charge_on::date as charge_on,
    keyed_on::date as keyed_on,
    case
        when ref is null then 'blank-crime-ref'
        when is_outcome_unreadable and not is_from_cases then case
            when is_month_first(outcome_date) then 'month-first-outcome-date'
            else 'unreadable-outcome-date'
        end
        when outcome_on > $as_at::date then 'after-as-at'
        when crime_no is null then 'no-such-crime'
    end::varchar as rejected_rule,
    case
        when is_outcome_unreadable or is_charge_unreadable or is_keyed_unreadable
            then concat_ws(
                ' ',
                case when is_outcome_unreadable then 'outcome_date' end,
                case when is_charge_unreadable then 'charge_date' end,
                case when is_keyed_unreadable then 'keyed_date' end
            )
    end::varchar as unreadable_columns,
from rows_read
