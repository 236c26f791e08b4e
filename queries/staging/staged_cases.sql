-- One row per row of the cases files, typed, in file order. rejected_rule is the first rule that the row breaks (null:
-- accepted). Optional dates after the as-at date cannot be right, so they are read as unreadable: blank, and reported.
with rows_read as (
    select
        cases_text.*,
        read_text(cases_text.crime_ref) as ref,
        recorded.raw is not null as has_recorded_date,
        coalesce(coded_offence.code, worded_offence.code) as offence,
        coded_cancelled.code as cancelled,
        recorded.day as recorded_on,
        case when reported.day <= $as_at::date then reported.day end as reported_on,
        case when offended.day <= $as_at::date then offended.day end as offence_on,
        case when advised.day <= $as_at::date then advised.day end as early_advice_on,
        case when submitted.day <= $as_at::date then submitted.day end as submitted_on,
        read_age(cases_text.victim_age) as age,
        read_yes_no(cases_text.domestic) as domestic_as,
        read_yes_no(cases_text.suspect_identified) as suspect_identified_as,
        case
            when lower(cases_text.early_advice_sought) = 'unknown' then 'unknown'
            else read_yes_no(cases_text.early_advice_sought)
        end as early_advice_sought_as,
        reported.raw is not null and reported_on is null as is_reported_unreadable,
        offended.raw is not null and offence_on is null as is_offence_unreadable,
        advised.raw is not null and early_advice_on is null as is_early_advice_unreadable,
        submitted.raw is not null and submitted_on is null as is_submission_unreadable,
        age is null and read_text(cases_text.victim_age) is not null as is_age_unreadable,
        domestic_as is null and read_text(cases_text.domestic) is not null as is_domestic_unreadable,
        suspect_identified_as is null
        and read_text(cases_text.suspect_identified) is not null as is_suspect_unreadable,
        early_advice_sought_as is null
        and read_text(cases_text.early_advice_sought) is not null as is_sought_unreadable,
    from cases_text
    left join date_texts as recorded on recorded.raw = cases_text.recorded_date
    left join date_texts as reported on reported.raw = cases_text.reported_date
    left join date_texts as offended on offended.raw = cases_text.offence_date
    left join date_texts as advised on advised.raw = cases_text.early_advice_date
    left join date_texts as submitted on submitted.raw = cases_text.submission_date
    left join code_texts as coded_offence
        on coded_offence.column_name = 'offence_code'
        and coded_offence.raw = cases_text.offence_code
    left join code_texts as worded_offence
        on worded_offence.column_name = 'offence_text'
        and worded_offence.raw = cases_text.offence_text
    left join code_texts as coded_cancelled
        on coded_cancelled.column_name = 'cancelled_code'
        and coded_cancelled.raw = cases_text.cancelled_code
)

select
    position::bigint as position,
    ref::varchar as crime_ref,
    recorded_on::date as recorded_on,
    reported_on::date as reported_on,
    offence_on::date as offence_on,
    offence::varchar as offence_code,
    read_text(offence_text)::varchar as offence_text,
    coalesce(read_text(force), 'unknown')::force_label as force,
    coalesce(read_text(district), 'unknown')::district_label as district,
    coalesce(read_text(team), 'unknown')::team_label as team,
    age::integer as victim_age,
    coalesce(read_text(victim_sex), 'unknown')::victim_sex_label as victim_sex,
    coalesce(read_text(relationship), 'unknown')::relationship_label as relationship,
    coalesce(domestic_as, 'unknown')::yes_no_label as domestic,
    coalesce(suspect_identified_as, 'unknown')::yes_no_label as suspect_identified,
    cancelled::varchar as cancelled_code,
    early_advice_on::date as early_advice_on,
    early_advice_sought_as::varchar as early_advice_sought,
    submitted_on::date as submitted_on,
    case
        when ref is null then 'blank-crime-ref'
        when not has_recorded_date then 'blank-recorded-date'
        when recorded_on is null then case
            when is_month_first(recorded_date) then 'month-first-recorded-date'
            else 'unreadable-recorded-date'
        end
        when recorded_on > $as_at::date then 'after-as-at'
    end::varchar as rejected_rule,
    case
        when
            is_reported_unreadable
            or is_offence_unreadable
            or is_early_advice_unreadable
            or is_submission_unreadable
            or is_age_unreadable
            or is_domestic_unreadable
            or is_suspect_unreadable
            or is_sought_unreadable
            then concat_ws(
                ' ',
                case when is_reported_unreadable then 'reported_date' end,
                case when is_offence_unreadable then 'offence_date' end,
                case when is_early_advice_unreadable then 'early_advice_date' end,
                case when is_submission_unreadable then 'submission_date' end,
                case when is_age_unreadable then 'victim_age' end,
                case when is_domestic_unreadable then 'domestic' end,
                case when is_suspect_unreadable then 'suspect_identified' end,
                case when is_sought_unreadable then 'early_advice_sought' end
            )
    end::varchar as unreadable_columns,
from rows_read
