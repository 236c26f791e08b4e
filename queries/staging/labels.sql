-- The label that each different text of a column of labels means: texts that people take for the same are one, in its commonest
-- spelling. They compare without regard to case, runs of spaces, curly signs and a number's `.0`. Words for unknown mean unknown.
with texts_keyed as (
    select
        texts_held.column_name,
        texts_held.text_no,
        read_text(texts.raw) as text,
        texts_held.row_count,
        regexp_replace(
            regexp_replace(lower(translate(nfc_normalize(text), '‘’‛“”„‐‑–—', '''''''"""----')), '\s+', ' ', 'g'),
            '^(\d+)\.0+$',
            '\1'
        ) as label_key,
    from texts_held
    inner join texts on texts.text_no = texts_held.text_no
    where texts_held.type = 'label'
),

spellings as (
    select
        column_name,
        label_key,
        text,
        sum(row_count) as row_count,
    from texts_keyed
    where text is not null and not is_unknown_word(text)
    group by column_name, label_key, text
),

labels_shown as (
    select
        column_name,
        label_key,
        arg_max(text, struct_pack(row_count := row_count, text := text)) as label,
    from spellings
    group by column_name, label_key
)

select distinct
    texts_keyed.column_name::varchar as column_name,
    texts_keyed.text_no::integer as text_no,
    coalesce(labels_shown.label, 'unknown')::varchar as label,
from texts_keyed
left join labels_shown
    on labels_shown.column_name = texts_keyed.column_name
    and labels_shown.label_key = texts_keyed.label_key
