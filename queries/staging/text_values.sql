-- What each different text of the files means, read once, in every kind of column in which it can stand: as a text, date,
-- age, answer, code and label. Null if it means nothing there; a label is then unknown. day_text is the text where it should be a
-- date: a word for unknown and the date that a database writes for none are blank. Texts are read in a step before the others,
-- because the engine would plan the readers again for every column that rests on them.
with mapped_answers as (
    select text_key, any_value(code) as mapped_answer
    from mapped_codes
    where code in ('yes', 'no', 'unknown')
    group by text_key
),

texts_read as (
    select
        text_no,
        read_text(raw) as text,
        label_key(raw) as text_key,
    from texts
),

texts_understood as (
    select
        *,
        read_age(text) as age,
        read_yes_no(text) as written_answer,
    from texts_read
)

select
    texts_understood.text_no::integer as text_no,
    texts_understood.text::varchar as text,
    text_dates.day::date as day,
    text_dates.written_as::varchar as written_as,
    case when text_dates.written_as not in ('blank', 'default') then texts_understood.text end::varchar as day_text,
    texts_understood.age::integer as age,
    case when not is_unknown_word(texts_understood.text) then texts_understood.text end::varchar as known_text,
    mapped_answers.mapped_answer::varchar as mapped_answer,
    age_band(texts_understood.age)::victim_age_band_label as age_band,
    coalesce(mapped_answers.mapped_answer, texts_understood.written_answer)::yes_no_label as answer,
    case when texts_understood.text is not null then coalesce(answer, 'unknown') end::yes_no_label as answer_or_unknown,
    offence.code::offence_label as offence_by_code,
    worded_offence.code::offence_label as offence_in_words,
    cancelled.code::varchar as cancelled_code,
    outcome.code::outcome_code_label as outcome_code,
    coalesce(outcome.read_as = 'unknown', false)::boolean as is_unknown_outcome,
    coalesce(forces.label, 'unknown')::force_label as force,
    coalesce(districts.label, 'unknown')::district_label as district,
    coalesce(teams.label, 'unknown')::team_label as team,
    coalesce(sexes.label, 'unknown')::victim_sex_label as victim_sex,
    coalesce(relationships.label, 'unknown')::relationship_label as relationship,
from texts_understood
inner join text_dates on text_dates.text_no = texts_understood.text_no
left join mapped_answers on mapped_answers.text_key = texts_understood.text_key
left join text_codes as offence
    on offence.column_name = 'offence_code'
    and offence.text_no = texts_understood.text_no
left join text_codes as worded_offence
    on worded_offence.column_name = 'offence_text'
    and worded_offence.text_no = texts_understood.text_no
left join text_codes as cancelled
    on cancelled.column_name = 'cancelled_code'
    and cancelled.text_no = texts_understood.text_no
left join text_codes as outcome
    on outcome.column_name = 'outcome_code'
    and outcome.text_no = texts_understood.text_no
left join labels as forces
    on forces.column_name = 'force'
    and forces.text_no = texts_understood.text_no
left join labels as districts
    on districts.column_name = 'district'
    and districts.text_no = texts_understood.text_no
left join labels as teams
    on teams.column_name = 'team'
    and teams.text_no = texts_understood.text_no
left join labels as sexes
    on sexes.column_name = 'victim_sex'
    and sexes.text_no = texts_understood.text_no
left join labels as relationships
    on relationships.column_name = 'relationship'
    and relationships.text_no = texts_understood.text_no
