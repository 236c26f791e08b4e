-- Every different text that stands in a code column, read once: as the code that the mapping gives to it, else as it stands.
-- A text and its mapping compare without regard to case, spaces, punctuation and broken dashes. Offences in words are
-- known by their label in the offence map too.
with offence_labels as (
    select
        label_key(label) as text_key,
        any_value(offence_code) as code,
    from offence_codes
    group by all
),

texts_in_columns as (
    select 'offence_code' as column_name, offence_code as text_no
    from cases_rows

    union

    select 'offence_text' as column_name, offence_text as text_no
    from cases_rows

    union

    select 'cancelled_code' as column_name, cancelled_code as text_no
    from cases_rows

    union

    select 'outcome_code' as column_name, outcome_code as text_no
    from cases_rows

    union

    select 'outcome_code' as column_name, outcome_code as text_no
    from outcomes_rows
)

select
    texts_in_columns.column_name::varchar as column_name,
    texts.text_no::integer as text_no,
    case
        when mapped_codes.code is not null then mapped_codes.code
        when texts_in_columns.column_name = 'offence_text' then offence_labels.code
        else read_code(texts.raw)
    end::varchar as code,
from texts_in_columns
inner join texts on texts.text_no = texts_in_columns.text_no
left join mapped_codes
    on mapped_codes.column_name = texts_in_columns.column_name
    and mapped_codes.text_key = label_key(texts.raw)
left join offence_labels on offence_labels.text_key = label_key(texts.raw)
