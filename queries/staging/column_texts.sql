-- Every text that stands in a column of dates, codes, answers, ages or labels, with its rows and what it is read as there: blank,
-- default (a date that databases write for none), value, unmapped (a code that no map has), unknown (a text that is no code, or a
-- word for unknown), or in dates and ages how it is written that cannot be read. An offence in words counts where the code is blank.
-- code is the code or answer that is read, and mapped_code what the mapping gives to the text.
select
    texts_held.role::varchar as role,
    texts_held.column_name::varchar as column_name,
    texts_held.type::varchar as type,
    texts_held.map::varchar as map,
    texts.raw::varchar as text,
    texts_held.row_count::integer as row_count,
    case
        when text_values.text is null then 'blank'
        when texts_held.type = 'date' then case text_values.written_as when 'day' then 'value' else text_values.written_as end
        when texts_held.map is not null then text_codes.read_as
        when texts_held.type = 'yes-no' and text_values.mapped_answer is not null then 'value'
        when text_values.known_text is null then 'blank'
        when texts_held.type = 'yes-no' then case when text_values.answer is null then 'unknown' else 'value' end
        when texts_held.type = 'age' then case when text_values.age is null then 'unreadable' else 'value' end
        else 'value'
    end::varchar as read_as,
    case when texts_held.type = 'yes-no' then text_values.answer_or_unknown::varchar else text_codes.code end::varchar as code,
    case when texts_held.type = 'yes-no' then text_values.mapped_answer else text_codes.mapped_code end::varchar as mapped_code,
from texts_held
inner join texts on texts.text_no = texts_held.text_no
inner join text_values on text_values.text_no = texts_held.text_no
left join text_codes
    on text_codes.column_name = texts_held.column_name
    and text_codes.text_no = texts_held.text_no
where texts_held.row_count > 0
