-- severity: warning
-- affects: all
-- message: {count} column[s] of dates [has|have] 23:00 on every day of summer time and 00:00 on every other, such as “{example}”. These seem to be midnights in UTC, and the days of summer then are a day early. Export them with their offset (Z), or without a time.
-- passed: No column of dates seems to hold British midnights as a clock in UTC shows them.
-- A time with an offset is turned to the British day, so only times without one are looked at. Ten at 23:00 are no chance.
with times_written as (
    select
        texts_held.role,
        texts_held.column_name,
        texts.raw,
        text_values.day,
        regexp_extract(texts.raw, '[T ](\d{2}:\d{2})(:\d{2}([.]\d+)?)?$', 1) as time_of_day,
        case time_of_day
            when '23:00' then timezone('UTC', timezone('Europe/London', text_values.day + interval 1 day))::date = text_values.day
            when '00:00' then timezone('UTC', timezone('Europe/London', text_values.day::timestamp))::date = text_values.day
            else false
        end as is_british_midnight,
    from texts_held
    inner join texts on texts.text_no = texts_held.text_no
    inner join text_values on text_values.text_no = texts_held.text_no
    where texts_held.type = 'date' and texts_held.row_count > 0 and text_values.day is not null
)

select
    column_name || ' of the ' || role || ' files' as found,
    min(raw) filter (where time_of_day = '23:00') as example,
from times_written
group by role, column_name
having
    count(*) filter (where time_of_day = '23:00') >= 10
    and bool_and(is_british_midnight)
order by role, column_name
