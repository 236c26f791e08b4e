-- The day that each different text means where a date should stand, and how it is written where it means none. The day comes first:
-- 03/04/2026 is 3 April. A time of day is dropped, once one with an offset is turned to the British day. Years 69-99 are 19xx.
-- Most times are hh:mm:ss and end the text; the others are taken apart, as 12.00.00.000000 AM, which Oracle writes.
with texts_read as (
    select
        text_no,
        read_text(raw) as text,
    from texts
),

texts_timed as (
    select
        *,
        regexp_full_match(text[-9:], '[ T]([01]\d|2[0-3]):[0-5]\d:[0-5]\d') as has_plain_time,
        regexp_extract(
            case when (contains(text, ':') or upper(text[-1:]) = 'M') and not has_plain_time then text else '' end,
            '^(.+?)(?:T|[, ]+)(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,:]\d+)?)?(?: ?([AP])\.?M\.?)? ?(Z|UTC|GMT|)(?:([+-])(\d{2}):?(\d{2})?|)(?: ?BST)?(?: \([a-z ]+\))?$',
            ['day', 'hour', 'minute', 'second', 'half', 'zone', 'sign', 'offset_hours', 'offset_minutes'],
            'i'
        ) as clock,
        lower(
            case
                when has_plain_time then rtrim(text[:-10], ' ,')
                when (clock).day != '' then (clock).day
                else text
            end
        ) as day_text,
    from texts_read
),

day_texts as (
    select distinct day_text
    from texts_timed
    where day_text is not null
),

day_texts_in_parts as (
    select
        day_text,
        regexp_replace(day_text, '^(mon|tue|wed|thu|fri|sat|sun)[a-z]*[., ]+', '') as plain,
        regexp_extract(
            plain,
            '^(\d{1,2})(?:st|nd|rd|th)?( ?[-/. ] ?|)(\d{1,2}|[a-z]{3,9})(\.?,? ?[-/. ] ?|)(\d{4}|\d{2})$',
            ['day', 'sign', 'month', 'other_sign', 'year']
        ) as day_first,
        regexp_extract(
            plain,
            '^(\d{4})([-/. ]?)(\d{1,2}|[a-z]{3,9})([-/. ]?)(\d{1,2})$',
            ['year', 'sign', 'month', 'other_sign', 'day']
        ) as year_first,
        regexp_extract(
            plain,
            '^([a-z]{3,9})\.?[- ]+(\d{1,2})(?:st|nd|rd|th)?(?:,? |-)(\d{4}|\d{2})$',
            ['month', 'day', 'year']
        ) as named_month_first,
    from day_texts
),

-- Numbers have the same sign between them; yyyymmdd has none.
day_texts_in_order as (
    select
        *,
        regexp_full_match(day_first.month, '\d+')
        and day_first.sign = day_first.other_sign
        and day_first.sign != '' as is_day_first_in_numbers,
        case
            when is_day_first_in_numbers or regexp_full_match(day_first.month, '[a-z]+')
                then [day_first.year, day_first.month, day_first.day]
            when
                year_first.day != ''
                and year_first.sign = year_first.other_sign
                and (year_first.sign != '' or length(plain) = 8 or regexp_full_match(year_first.month, '[a-z]+'))
                then [year_first.year, year_first.month, year_first.day]
            when named_month_first.day != ''
                then [named_month_first.year, named_month_first.month, named_month_first.day]
        end as parts,
    from day_texts_in_parts
),

day_texts_in_numbers as (
    select
        *,
        case
            when length(parts[1]) = 4 then parts[1]::integer
            when parts[1]::integer >= 69 then 1900 + parts[1]::integer
            else 2000 + parts[1]::integer
        end as year,
        case
            when regexp_full_match(parts[2], '\d+') then parts[2]::integer
            when regexp_full_match(
                parts[2],
                'jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?'
            ) then list_position(
                ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
                parts[2][:3]
            )
        end as month,
        parts[3]::integer as day_of_month,
    from day_texts_in_order
),

days_written as (
    select
        day_text,
        regexp_full_match(day_text, '[2-6]\d{4}(\.\d+)?') as is_number,
        case
            when not is_number then try_cast(format('{:04d}-{:02d}-{:02d}', year, month, day_of_month) as date)
            when getvariable('has_excel_days') then date '1899-12-30' + floor(day_text::double)::integer
        end as day,
        case when is_day_first_in_numbers then day_of_month end as first_number,
        case
            when is_unknown_word(day_text) then 'blank'
            when
                list_contains(getvariable('blank_date_texts'), day_text)
                or list_contains(getvariable('default_day_texts'), day::varchar)
                then 'default'
            when day >= date '1900-01-01' then 'day'
            when is_day_first_in_numbers and day_of_month <= 12 and month between 13 and 31 then 'month-first'
            when regexp_full_match(day_text, '\d{4}[-/]\d{1,2}|\d{1,2}[-/]\d{4}|[a-z]{3,9}[- ]+\d{2,4}') then 'month'
            when is_number then 'day-number'
            else 'unreadable'
        end as written,
    from day_texts_in_numbers
),

-- The end of a day, 24:00, belongs to it.
texts_dated as (
    select
        texts_timed.*,
        days_written.day,
        days_written.first_number,
        days_written.written,
        coalesce(try_cast(clock.hour as integer), 0) as hour,
        coalesce(try_cast(clock.minute as integer), 0) as minute,
        coalesce(try_cast(clock.second as integer), 0) as second,
        hour * 3600 + minute * 60 + second <= 86400 and minute < 60 and second < 60 as is_real_time,
        case
            when clock.zone != '' or clock.sign != '' then
                days_written.day::timestamp
                + to_seconds(
                    least(
                        case lower(clock.half) when '' then hour when 'p' then hour % 12 + 12 else hour % 12 end * 3600
                        + minute * 60 + second,
                        86399
                    )
                    - case clock.sign when '-' then -60 else 60 end
                    * (
                        coalesce(try_cast(clock.offset_hours as integer), 0) * 60
                        + coalesce(try_cast(clock.offset_minutes as integer), 0)
                    )
                )
        end as moment_in_utc,
        coalesce(timezone('Europe/London', timezone('UTC', moment_in_utc))::date, days_written.day) as british_day,
    from texts_timed
    left join days_written on days_written.day_text = texts_timed.day_text
)

select
    text_no::integer as text_no,
    case
        when text is null then 'blank'
        when written = 'day' and not is_real_time then 'unreadable'
        when written = 'day' and list_contains(getvariable('default_day_texts'), british_day::varchar) then 'default'
        else written
    end::varchar as written_as,
    case when written_as = 'day' then british_day end::date as day,
    first_number::integer as first_number,
from texts_dated
