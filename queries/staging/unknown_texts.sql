-- Every text in a column of codes or answers that is none of its codes, with its rows and the code that the mapping gives to it, if any. Those
-- without a code come first.
select
    column_name::varchar as column_name,
    text::varchar as text,
    sum(row_count)::integer as row_count,
    mapped_code::varchar as mapped,
from column_texts
where (map is not null or type = 'yes-no') and (mapped_code is not null or read_as in ('unmapped', 'unknown'))
group by column_name, text, mapped_code
order by mapped is not null, row_count desc, text
