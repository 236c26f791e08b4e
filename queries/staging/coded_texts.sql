-- Every text in a column of codes or answers, with its rows, whether it is read as it stands, as which code (null where it says none), and
-- the code that the mapping gives to it, if any. All blanks of a column are one empty text. Texts that nothing reads come first.
select
    column_name::varchar as column_name,
    case when read_as = 'blank' and code is null then '' else text end::varchar as shown_text,
    sum(row_count)::integer as row_count,
    (mapped_code is null and read_as not in ('unmapped', 'unknown'))::boolean as is_read,
    any_value(case when read_as not in ('unmapped', 'unknown') then code end)::varchar as code,
    mapped_code::varchar as mapped,
from column_texts
where map is not null or type = 'yes-no'
group by column_name, shown_text, is_read, mapped_code
order by is_read, mapped is not null, row_count desc, shown_text
