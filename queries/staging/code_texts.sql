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

texts as (
    select
        'offence_code' as column_name,
        offence_code as raw,
    from cases_text

    union

    select
        'offence_text' as column_name,
        offence_text as raw,
    from cases_text

    union

    select
        'cancelled_code' as column_name,
        cancelled_code as raw,
    from cases_text

    union

    select
        'outcome_code' as column_name,
        outcome_code as raw,
    from cases_text

    union

    select
        'outcome_code' as column_name,
        outcome_code as raw,
    from outcomes_text
)

select
    texts.column_name::varchar as column_name,
    texts.raw::varchar as raw,
    case
        when mapped_codes.code is not null then mapped_codes.code
        when texts.column_name = 'offence_text' then offence_labels.code
        else read_code(texts.raw)
    end::varchar as code,
from texts
left join mapped_codes
    on mapped_codes.column_name = texts.column_name
    and mapped_codes.text_key = label_key(texts.raw)
left join offence_labels on offence_labels.text_key = label_key(texts.raw)
where texts.raw is not null
