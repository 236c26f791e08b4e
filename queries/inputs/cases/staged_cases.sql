-- One row per row of the cases files, typed. rejected_rule is the first rule that the row breaks (null: accepted). Optional
-- dates after the as-at date cannot be right, so they are read as unreadable: blank, and reported.
with rows_read as (
    select
        cases_rows.position,
        read_key(cases_rows.crime_ref) as ref,
        recorded.written_as as recorded_as,
        coalesce(coded_offence.offence_by_code, worded_offence.offence_in_words) as offence,
        worded_offence.text as offence_text,
        cancelled.cancelled_code,
        recorded.day as recorded_on,
        case when reported.day <= $as_at::date then reported.day end as reported_on,
        case when offended.day <= $as_at::date then offended.day end as offence_on,
        case when advised.day <= $as_at::date then advised.day end as early_advice_on,
        case when submitted.day <= $as_at::date then submitted.day end as submitted_on,
        case when named.day <= $as_at::date then named.day end as suspect_identified_on,
        aged.age,
        aged.age_band,
        sought.answer_or_unknown as early_advice_sought,
        coalesce(domestic.answer, 'unknown') as domestic,
        coalesce(suspected.answer, 'unknown') as suspect_identified,
        forces.force,
        districts.district,
        teams.team,
        sexes.victim_sex,
        relationships.relationship,
        reported.day_text is not null and reported_on is null as is_reported_unreadable,
        offended.day_text is not null and offence_on is null as is_offence_unreadable,
        advised.day_text is not null and early_advice_on is null as is_early_advice_unreadable,
        submitted.day_text is not null and submitted_on is null as is_submission_unreadable,
        named.day_text is not null and suspect_identified_on is null as is_suspect_date_unreadable,
        aged.known_text is not null and aged.age is null as is_age_unreadable,
        domestic.known_text is not null and domestic.answer is null as is_domestic_unreadable,
        suspected.known_text is not null and suspected.answer is null as is_suspect_unreadable,
        sought.known_text is not null and sought.answer is null as is_sought_unreadable,
    from cases_rows
    inner join text_values as recorded on recorded.text_no = cases_rows.recorded_date
    inner join text_values as reported on reported.text_no = cases_rows.reported_date
    inner join text_values as offended on offended.text_no = cases_rows.offence_date
    inner join text_values as advised on advised.text_no = cases_rows.early_advice_date
    inner join text_values as submitted on submitted.text_no = cases_rows.submission_date
    inner join text_values as named on named.text_no = cases_rows.suspect_identified_date
    inner join text_values as coded_offence on coded_offence.text_no = cases_rows.offence_code
    inner join text_values as worded_offence on worded_offence.text_no = cases_rows.offence_text
    inner join text_values as cancelled on cancelled.text_no = cases_rows.cancelled_code
    inner join text_values as aged on aged.text_no = cases_rows.victim_age
    inner join text_values as sought on sought.text_no = cases_rows.early_advice_sought
    inner join text_values as domestic on domestic.text_no = cases_rows.domestic
    inner join text_values as suspected on suspected.text_no = cases_rows.suspect_identified
    inner join text_values as forces on forces.text_no = cases_rows.force
    inner join text_values as districts on districts.text_no = cases_rows.district
    inner join text_values as teams on teams.text_no = cases_rows.team
    inner join text_values as sexes on sexes.text_no = cases_rows.victim_sex
    inner join text_values as relationships on relationships.text_no = cases_rows.relationship
)

select
    position::integer as position,
    ref::varchar as crime_ref,
    recorded_on::date as recorded_on,
    reported_on::date as reported_on,
    offence_on::date as offence_on,
    offence::offence_label as offence_code,
    offence_text::varchar as offence_text,
    force::force_label as force,
    district::district_label as district,
    team::team_label as team,
    age::integer as victim_age,
    age_band::victim_age_band_label as victim_age_band,
    victim_sex::victim_sex_label as victim_sex,
    relationship::relationship_label as relationship,
    domestic::yes_no_label as domestic,
    suspect_identified::yes_no_label as suspect_identified,
    cancelled_code::varchar as cancelled_code,
    early_advice_on::date as early_advice_on,
    early_advice_sought::yes_no_label as early_advice_sought,
    submitted_on::date as submitted_on,
    suspect_identified_on::date as suspect_identified_on,
    case
        when ref is null then 'blank-crime-ref'
        when recorded_on is null then recorded_as || '-recorded-date'
        when recorded_on > $as_at::date then 'after-as-at'
    end::varchar as rejected_rule,
    case
        when
            is_reported_unreadable
            or is_offence_unreadable
            or is_early_advice_unreadable
            or is_submission_unreadable
            or is_suspect_date_unreadable
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
                case when is_suspect_date_unreadable then 'suspect_identified_date' end,
                case when is_age_unreadable then 'victim_age' end,
                case when is_domestic_unreadable then 'domestic' end,
                case when is_suspect_unreadable then 'suspect_identified' end,
                case when is_sought_unreadable then 'early_advice_sought' end
            )
    end::varchar as unreadable_columns,
from rows_read
