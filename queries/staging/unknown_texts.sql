-- Every text in a code column that is no code of the maps, with its rows and the code that the mapping gives to it, if any.
-- Those without a code come first. An offence in words matters only where the row has no offence code, and is known where it is the label of a code.
with codes_held as (
    select 'offence_code' as column_name, offence_code as text_no
    from cases_rows

    union all

    select 'offence_text' as column_name, cases_rows.offence_text as text_no
    from cases_rows
    inner join texts on texts.text_no = cases_rows.offence_code
    where read_text(texts.raw) is null

    union all

    select 'cancelled_code' as column_name, cancelled_code as text_no
    from cases_rows

    union all

    select 'outcome_code' as column_name, outcome_code as text_no
    from cases_rows

    union all

    select 'outcome_code' as column_name, outcome_code as text_no
    from outcomes_rows
),

codes_counted as (
    select
        column_name,
        text_no,
        count(*) as row_count,
    from codes_held
    group by all
),

texts_counted as (
    select
        codes_counted.column_name,
        texts.raw,
        sum(codes_counted.row_count) as row_count,
    from codes_counted
    inner join texts on texts.text_no = codes_counted.text_no
    where read_text(texts.raw) is not null
    group by all
),

known_texts as (
    select 'offence_code' as column_name, offence_code as known from offence_codes
    union all
    select 'offence_text' as column_name, label_key(label) as known from offence_codes
    union all
    select 'cancelled_code' as column_name, cancelled_code as known from cancelled_codes
    union all
    select 'outcome_code' as column_name, outcome_code as known from outcome_codes
)

select
    texts_counted.column_name::varchar as column_name,
    texts_counted.raw::varchar as text,
    texts_counted.row_count::integer as row_count,
    mapped_codes.code::varchar as mapped,
from texts_counted
left join mapped_codes
    on mapped_codes.column_name = texts_counted.column_name
    and mapped_codes.text_key = label_key(texts_counted.raw)
anti join known_texts
    on known_texts.column_name = texts_counted.column_name
    and known_texts.known = case
        when texts_counted.column_name = 'offence_text' then label_key(texts_counted.raw)
        else read_code(texts_counted.raw)
    end
where not (texts_counted.column_name = 'cancelled_code' and starts_with(upper(texts_counted.raw), 'N100'))
order by mapped is not null, row_count desc, text
