-- One row per row of the outcomes files, typed and joined to its crime. Without outcomes files ($outcomes_beside) the
-- outcome columns of each cases row are such a row, where they hold one. Where the cases are of several forces, a row that
-- names its force belongs to that force's crime. rejected_rule is the first rule that the row breaks (null: accepted); no
-- cases row is rejected for its outcome, whose date is then not known.
with rows_given as (
    select
        position,
        false as is_from_cases,
        crime_ref,
        force,
        suspect_key,
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
        cases_rows.force,
        cases_rows.suspect_key,
        cases_rows.outcome_code,
        cases_rows.outcome_date,
        cases_rows.charge_date,
        cases_rows.keyed_date,
    from cases_rows
    inner join staged_cases on staged_cases.position = cases_rows.position
    where $outcomes_beside::boolean and staged_cases.rejected_rule is null
),

forces_held as (
    select coalesce(min(force) != max(force), false) as are_several
    from staged_cases
    where rejected_rule is null and force != 'unknown'
),

rows_read as (
    select
        rows_given.position,
        rows_given.is_from_cases,
        read_key(rows_given.crime_ref) as ref,
        forces.force,
        read_key(rows_given.suspect_key) as suspect_key,
        coded.outcome_code,
        coded.is_unknown_outcome,
        given.day as outcome_on,
        case when charged.day <= $as_at::date then charged.day end as charge_on,
        case when keyed.day <= $as_at::date then keyed.day end as keyed_on,
        given.written_as,
        given.day_text is not null and outcome_on is null as is_outcome_unreadable,
        charged.day_text is not null and charge_on is null as is_charge_unreadable,
        keyed.day_text is not null and keyed_on is null as is_keyed_unreadable,
    from rows_given
    inner join text_values as given on given.text_no = rows_given.outcome_date
    inner join text_values as charged on charged.text_no = rows_given.charge_date
    inner join text_values as keyed on keyed.text_no = rows_given.keyed_date
    inner join text_values as coded on coded.text_no = rows_given.outcome_code
    inner join text_values as forces on forces.text_no = rows_given.force
    where not rows_given.is_from_cases or coalesce(coded.text, given.day_text) is not null
),

rows_joined as (
    select
        rows_read.*,
        coalesce(shared_refs.is_shared, false) as is_shared,
        crimes_accepted.crime_no,
        crimes_accepted.recorded_on,
        forces_held.are_several
            and rows_read.force != 'unknown'
            and crimes_accepted.force != 'unknown'
            and rows_read.force != crimes_accepted.force as is_of_another_force,
    from rows_read
    cross join forces_held
    left join (from crowded_refs where is_shared) as shared_refs on shared_refs.crime_ref = rows_read.ref
    left join crimes_accepted
        on crimes_accepted.given_ref = rows_read.ref
        and crimes_accepted.shared_by is not distinct from case when shared_refs.is_shared then rows_read.force end
)

select
    position::integer as position,
    is_from_cases::boolean as is_from_cases,
    case when not is_of_another_force then crime_no end::integer as crime_no,
    ref::varchar as crime_ref,
    recorded_on::date as recorded_on,
    suspect_key::varchar as suspect_key,
    coalesce(outcome_code, '0')::outcome_code_label as outcome_code,
    is_unknown_outcome::boolean as is_unknown_outcome,
    outcome_on::date as outcome_on,
    charge_on::date as charge_on,
    keyed_on::date as keyed_on,
    case
        when ref is null then 'blank-crime-ref'
        when is_outcome_unreadable and not is_from_cases then written_as || '-outcome-date'
        when outcome_on > $as_at::date then 'after-as-at'
        when is_shared and force = 'unknown' then 'force-not-said'
        when crime_no is null or is_of_another_force then 'no-such-crime'
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
from rows_joined
