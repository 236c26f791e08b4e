-- One row per row of the outcomes files, typed and joined to its crime. Without outcomes files ($outcomes_beside) the
-- outcome columns of each cases row are such a row, where they hold one. rejected_rule is the first rule that the row breaks
-- (null: accepted); no cases row is rejected for its outcome, whose date is then not known.
with rows_given as (
    select
        position,
        false as is_from_cases,
        crime_ref,
        outcome_code,
        outcome_date,
        charge_date,
        keyed_date,
    from outcomes_rows

    union all

    select
        cases_rows.position,
        true as is_from_cases,
        cases_rows.crime_ref,
        cases_rows.outcome_code,
        cases_rows.outcome_date,
        cases_rows.charge_date,
        cases_rows.keyed_date,
    from cases_rows
    inner join staged_cases on staged_cases.position = cases_rows.position
    where $outcomes_beside::boolean and staged_cases.rejected_rule is null
),

rows_read as (
    select
        rows_given.position,
        rows_given.is_from_cases,
        read_text(rows_given.crime_ref) as ref,
        crimes_accepted.crime_no,
        crimes_accepted.recorded_on,
        coded.outcome_code,
        given.day as outcome_on,
        case when charged.day <= $as_at::date then charged.day end as charge_on,
        case when keyed.day <= $as_at::date then keyed.day end as keyed_on,
        given.is_month_first,
        given.text is not null and outcome_on is null as is_outcome_unreadable,
        charged.text is not null and charge_on is null as is_charge_unreadable,
        keyed.text is not null and keyed_on is null as is_keyed_unreadable,
    from rows_given
    inner join text_values as given on given.text_no = rows_given.outcome_date
    inner join text_values as charged on charged.text_no = rows_given.charge_date
    inner join text_values as keyed on keyed.text_no = rows_given.keyed_date
    inner join text_values as coded on coded.text_no = rows_given.outcome_code
    left join crimes_accepted on crimes_accepted.crime_ref = rows_given.crime_ref
    where not rows_given.is_from_cases or coalesce(coded.text, given.text) is not null
)

select
    position::integer as position,
    is_from_cases::boolean as is_from_cases,
    crime_no::integer as crime_no,
    ref::varchar as crime_ref,
    recorded_on::date as recorded_on,
    coalesce(outcome_code, '0')::outcome_code_label as outcome_code,
    outcome_on::date as outcome_on,
    charge_on::date as charge_on,
    keyed_on::date as keyed_on,
    case
        when ref is null then 'blank-crime-ref'
        when is_outcome_unreadable and not is_from_cases then case
            when is_month_first then 'month-first-outcome-date'
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
