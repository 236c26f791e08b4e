-- How each kind of text in a foreign file is read. Every reader gives null for what it cannot read, never a guess.
-- Fields arrive trimmed. The day comes first: 03/04/2026 is 3 April. A time of day is dropped. Two-digit years 69-99 are 19xx.

-- A list, not `in`: the engine makes a join of a long `in`, for every row of every column that is read.
create or replace macro read_text(raw) as
    case
        when length(raw) > 4 then raw
        when not list_contains(['', 'NULL', 'N/A', '#N/A', '-', '.'], upper(raw)) then raw
    end;

create or replace macro without_time(raw) as
    case
        when contains(raw, ':') then regexp_replace(
            raw,
            '[ T]+\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( ?[AaPp][Mm])?( ?(Z|[+-]\d{2}:?\d{2}))?$',
            ''
        )
        else raw
    end;

create or replace macro read_day(day) as
    case
        when regexp_full_match(day, '\d{1,2}/\d{1,2}/\d{4}') then try_strptime(day, '%d/%m/%Y')::date
        when regexp_full_match(day, '\d{4}-\d{2}-\d{2}') then try_strptime(day, '%Y-%m-%d')::date
        when regexp_full_match(day, '\d{1,2}/\d{1,2}/\d{2}') then try_strptime(day, '%d/%m/%y')::date
        when regexp_full_match(day, '\d{1,2}-[A-Za-z]{3}-\d{4}') then try_strptime(day, '%d-%b-%Y')::date
    end;

create or replace macro read_date(raw) as
    case
        when read_day(without_time(raw)) >= date '1900-01-01' then read_day(without_time(raw))
    end;

-- A date such as 12/31/2026, which can only have been written month first.
create or replace macro is_month_first(raw) as
    regexp_full_match(without_time(raw), '\d{1,2}/\d{1,2}/\d{2,4}')
    and try_cast(split_part(raw, '/', 1) as integer) <= 12
    and try_cast(split_part(raw, '/', 2) as integer) between 13 and 31;

create or replace macro read_yes_no(raw) as
    case
        when list_contains(['yes', 'y', 'true', 't', '1'], lower(raw)) then 'yes'
        when list_contains(['no', 'n', 'false', 'f', '0'], lower(raw)) then 'no'
    end;

create or replace macro read_age(raw) as
    case
        when regexp_full_match(raw, '\d{1,3}(\.0+)?') and raw::double <= 120 then raw::double::integer
    end;

-- 01 is 1, 1a is 1A, 019C is 19C, and 16.0 and 0.0, as spreadsheets and data frames write them, are 16 and 0.
create or replace macro read_code(raw) as
    case
        when read_text(raw) is null then null
        when ltrim(raw, '0') = '' then '0'
        when contains(raw, '.') then coalesce(nullif(ltrim(regexp_replace(upper(raw), '\.0+$', ''), '0'), ''), '0')
        else ltrim(upper(raw), '0')
    end;

-- Labels compare without regard to case, spaces and punctuation.
create or replace macro label_key(label) as
    regexp_replace(lower(label), '[^a-z0-9]+', '', 'g');

create or replace macro age_band(age) as
    case
        when age <= 12 then '0-12'
        when age <= 15 then '13-15'
        when age <= 17 then '16-17'
        when age <= 24 then '18-24'
        when age <= 34 then '25-34'
        when age <= 44 then '35-44'
        when age <= 54 then '45-54'
        when age <= 64 then '55-64'
        when age >= 65 then '65+'
        else 'unknown'
    end
