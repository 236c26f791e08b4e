-- Every different text that stands in a column of codes, read once: as the code that the mapping gives to it, else as it stands. It
-- is unmapped where it has the form of a code that no map has, and unknown where it has not. Texts compare without regard to case,
-- spaces, punctuation and broken dashes. Offences in words are known by their label in the offence map.
with codes_known as (
    select 'offence-codes' as map, offence_code as code, label_key(label) as text_key
    from offence_codes

    union all

    select 'outcome-codes' as map, outcome_code as code, label_key(label) as text_key
    from outcome_codes

    union all

    select 'cancelled-codes' as map, cancelled_code as code, label_key(label) as text_key
    from cancelled_codes
),

labels_known as (
    select map, text_key, any_value(code) as code
    from codes_known
    group by map, text_key
),

texts_in_columns as (
    select distinct
        texts_held.column_name,
        texts_held.map,
        texts_held.type,
        texts_held.text_no,
        read_text(texts.raw) as text,
        label_key(texts.raw) as text_key,
        case when texts_held.type = 'code' then read_code(text) end as code_written,
        case texts_held.map
            when 'outcome-codes' then '\d{1,2}[A-Z]?'
            when 'offence-codes' then '\d{1,3}[A-Z]{0,2}(/\d{1,2})?'
            when 'cancelled-codes' then '[CN]\d{1,3}(/\d+)?'
        end as code_form,
    from texts_held
    inner join texts on texts.text_no = texts_held.text_no
    where texts_held.map is not null
),

texts_known as (
    select
        texts_in_columns.*,
        mapped_codes.code as mapped_code,
        coalesce(
            mapped_codes.code,
            codes_known.code,
            case
                when texts_in_columns.map = 'cancelled-codes' and starts_with(code_written, 'N100') then code_written
            end,
            labels_known.code
        ) as known_code,
        texts_in_columns.map = 'cancelled-codes'
        and (
            read_yes_no(texts_in_columns.text) = 'no'
            or list_contains(getvariable('not_cancelled_texts'), lower(texts_in_columns.text))
        ) as says_none,
    from texts_in_columns
    left join mapped_codes
        on mapped_codes.column_name = texts_in_columns.column_name
        and mapped_codes.text_key = texts_in_columns.text_key
    left join codes_known
        on codes_known.map = texts_in_columns.map
        and codes_known.code = texts_in_columns.code_written
    left join labels_known
        on labels_known.map = texts_in_columns.map
        and labels_known.text_key = texts_in_columns.text_key
)

select
    column_name::varchar as column_name,
    text_no::integer as text_no,
    case
        when text is null then 'blank'
        when known_code is not null or says_none then 'value'
        when regexp_full_match(code_written, code_form) then 'unmapped'
        else 'unknown'
    end::varchar as read_as,
    case
        when read_as = 'blank' or (says_none and mapped_code is null) then null
        when known_code is not null then known_code
        when read_as = 'unmapped' or map in ('outcome-codes', 'cancelled-codes') then code_written
    end::varchar as code,
    mapped_code::varchar as mapped_code,
from texts_known
