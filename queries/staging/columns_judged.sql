-- Of each column of dates, codes, answers and ages, by role: how many cells are filled, how many of these cannot be read, how many
-- hold a text that is none of its codes or a code that no map has (of these, offence codes without their letter), and the most
-- frequent such texts. It has the month first where none of many different dates has a first number above 12, as chance would give;
-- dates that are all the first of a month show nothing.
with dates_written as (
    select
        texts_held.role,
        texts_held.column_name,
        count(distinct texts.raw) as dates,
        max(text_dates.first_number) as largest,
        min(text_dates.first_number) as smallest,
        bool_or(text_dates.written_as = 'month-first') as has_month_first,
    from texts_held
    inner join text_dates on text_dates.text_no = texts_held.text_no
    inner join texts on texts.text_no = texts_held.text_no
    where texts_held.type = 'date' and text_dates.first_number is not null and text_dates.written_as in ('day', 'month-first')
    group by texts_held.role, texts_held.column_name
),

codes_without_letter as (
    select distinct regexp_extract(offence_code, '^\d+') as code
    from offence_codes
),

texts_counted as (
    select
        role,
        column_name,
        type,
        text,
        read_as,
        sum(row_count) as cells,
        read_as != 'blank' as is_filled,
        read_as in ('unknown', 'unreadable', 'month-first', 'month', 'day-number') as is_unread,
        read_as = 'unmapped' and column_name = 'offence_code' and text in (select code from codes_without_letter) as lacks_letter,
    from column_texts
    where type not in ('label', 'key')
    group by role, column_name, type, text, read_as
),

columns_counted as (
    select
        role,
        column_name,
        type,
        sum(cells) as cells,
        coalesce(sum(cells) filter (where is_filled), 0) as filled,
        coalesce(sum(cells) filter (where is_unread), 0) as unread,
        coalesce(sum(cells) filter (where read_as = 'unknown'), 0) as unknown,
        coalesce(sum(cells) filter (where read_as = 'unmapped'), 0) as unmapped,
        coalesce(sum(cells) filter (where lacks_letter), 0) as without_letter,
        arg_max(read_as, cells) filter (where is_unread) as mostly,
        list('“' || text[:60] || '” (' || cells::bigint || ')' order by cells desc, text) filter (where is_unread)[:5] as unread_texts,
        list('“' || text[:60] || '” (' || cells::bigint || ')' order by cells desc, text) filter (where read_as = 'month-first')[:5] as month_first_texts,
        list('“' || text[:60] || '” (' || cells::bigint || ')' order by cells desc, text) filter (where read_as = 'unmapped')[:5] as unmapped_texts,
    from texts_counted
    group by role, column_name, type
)

select
    columns_counted.role::varchar as role,
    columns_counted.column_name::varchar as column_name,
    columns_counted.cells::double as cells,
    columns_counted.filled::double as filled,
    columns_counted.unread::double as unread,
    columns_counted.unknown::double as unknown,
    columns_counted.unmapped::double as unmapped,
    columns_counted.without_letter::double as without_letter,
    columns_counted.mostly::varchar as mostly,
    coalesce(array_to_string(columns_counted.unread_texts, ', '), '')::varchar as unread_texts,
    coalesce(array_to_string(columns_counted.unmapped_texts, ', '), '')::varchar as unmapped_texts,
    coalesce(array_to_string(columns_counted.month_first_texts, ', '), '')::varchar as month_first_texts,
    coalesce(
        not getvariable('is_day_first')
        and dates_written.dates >= 20
        and dates_written.largest <= 12
        and (dates_written.smallest < dates_written.largest or dates_written.has_month_first),
        false
    )::boolean as is_month_first,
from columns_counted
left join dates_written
    on dates_written.role = columns_counted.role
    and dates_written.column_name = columns_counted.column_name
order by columns_counted.role, columns_counted.column_name
