-- What each different text of the files means, read once, in every kind of column in which it can stand: as a text, date,
-- age, answer, code and label. Null where it means nothing there; a label is then unknown.
select
    texts.text_no::integer as text_no,
    read_text(texts.raw)::varchar as text,
    read_date(texts.raw)::date as day,
    is_month_first(texts.raw)::boolean as is_month_first,
    read_age(texts.raw)::integer as age,
    age_band(age)::victim_age_band_label as age_band,
    read_yes_no(texts.raw)::yes_no_label as answer,
    case
        when lower(texts.raw) = 'unknown' then 'unknown'
        else read_yes_no(texts.raw)
    end::yes_no_label as answer_or_unknown,
    offence.code::offence_label as offence_by_code,
    worded_offence.code::offence_label as offence_in_words,
    cancelled.code::varchar as cancelled_code,
    outcome.code::outcome_code_label as outcome_code,
    coalesce(try_cast(read_text(texts.raw) as force_label), 'unknown')::force_label as force,
    coalesce(try_cast(read_text(texts.raw) as district_label), 'unknown')::district_label as district,
    coalesce(try_cast(read_text(texts.raw) as team_label), 'unknown')::team_label as team,
    coalesce(try_cast(read_text(texts.raw) as victim_sex_label), 'unknown')::victim_sex_label as victim_sex,
    coalesce(try_cast(read_text(texts.raw) as relationship_label), 'unknown')::relationship_label as relationship,
from texts
left join text_codes as offence
    on offence.column_name = 'offence_code'
    and offence.text_no = texts.text_no
left join text_codes as worded_offence
    on worded_offence.column_name = 'offence_text'
    and worded_offence.text_no = texts.text_no
left join text_codes as cancelled
    on cancelled.column_name = 'cancelled_code'
    and cancelled.text_no = texts.text_no
left join text_codes as outcome
    on outcome.column_name = 'outcome_code'
    and outcome.text_no = texts.text_no
