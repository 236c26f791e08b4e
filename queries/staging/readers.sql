-- How each kind of text in a foreign file is read. Every reader gives null for what it cannot read, never a guess. Fields arrive
-- without outer spaces and invisible signs. The lists of texts are those of queries/maps/common-texts.csv, in small letters.

-- What Excel puts around a text, so that it stays one: 'text and ="text".
create or replace macro plain_text(raw) as
    case
        when starts_with(raw, '''') and length(raw) > 1 and raw != '''''' then trim(raw[2:])
        when starts_with(raw, '="') and ends_with(raw, '"') then trim(raw[3:-2])
        else raw
    end;

-- Lists, not `in`: the engine makes a join of a long `in`. Excel fills a cell that is too narrow with `#`, as many as fit, and writes
-- its errors as #REF! or #NAME?.
create or replace macro is_blank(text) as
    text = ''
    or list_contains(getvariable('blank_texts'), lower(text))
    or (starts_with(text, '#') and regexp_full_match(text, '#*|#[A-Za-z0-9/_]+[!?]'));

create or replace macro is_unknown_word(text) as
    list_contains(getvariable('unknown_texts'), lower(replace(text, '’', '''')));

create or replace macro read_text(raw) as
    case when not is_blank(plain_text(raw)) then plain_text(raw) end;

-- Most references are letters and digits and end in a digit, which no text for nothing does: they are taken as they stand.
create or replace macro read_key(raw) as
    case
        when raw >= '0' and raw < ':' and not contains(raw, '.') then raw
        when regexp_full_match(raw, '[A-Za-z0-9][A-Za-z0-9/-]*[0-9]') then raw
        else regexp_replace(read_text(raw), '^(\d+)\.0+$', '\1')
    end;

-- A number so large that a program wrote it with an exponent, and lost its last digits: 4.42300E+12, or 4.423E12 as SAS has it. A
-- reference such as 4E12 may be one that a force gave.
create or replace macro is_scientific(raw) as
    (contains(raw, '+') or contains(raw, '.') or contains(raw, ','))
    and regexp_full_match(plain_text(raw), '-?\d([.,]\d+[eE]\+?|[eE]\+)\d{1,3}');

-- What references have alike that differ only in capitals, leading zeros or signs; and in which of these they differ.
create or replace macro look_alike_key(ref) as
    ltrim(regexp_replace(lower(ref), '[^a-z0-9]+', '', 'g'), '0');

create or replace macro difference_of_refs(ref, other) as
    case
        when lower(ref) = lower(other) then 'capital letters'
        when ltrim(ref, '0') = ltrim(other, '0') then 'leading zeros'
        when look_alike_key(ref) = look_alike_key(other) then 'signs, capital letters or leading zeros'
    end;

-- 1.0 is 1, as data frames write a column of 0 and 1 with blanks.
create or replace macro read_yes_no(text) as
    case
        when list_contains(getvariable('yes_texts'), regexp_replace(lower(text), '\.0+$', '')) then 'yes'
        when list_contains(getvariable('no_texts'), regexp_replace(lower(text), '\.0+$', '')) then 'no'
    end;

create or replace macro read_age(text) as
    case
        when regexp_full_match(text, '\d{1,3}(\.0+)?') and text::double <= 120 then text::double::integer
    end;

-- 01 is 1, 1a is 1A, 019C is 19C, and 16.0 and 0.0, as spreadsheets and data frames write them, are 16 and 0.
create or replace macro read_code(text) as
    case
        when text is null then null
        when ltrim(text, '0') = '' then '0'
        when contains(text, '.') then coalesce(nullif(ltrim(regexp_replace(upper(text), '\.0+$', ''), '0'), ''), '0')
        else ltrim(upper(text), '0')
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
