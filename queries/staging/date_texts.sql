-- Every different text that stands in a date column, read once: exports repeat the same few thousand days. A text that
-- means nothing (blank, N/A) is not here; one that cannot be read has no day.
with texts as (
    select recorded_date as raw
    from cases_text

    union

    select reported_date as raw
    from cases_text

    union

    select offence_date as raw
    from cases_text

    union

    select early_advice_date as raw
    from cases_text

    union

    select submission_date as raw
    from cases_text

    union

    select outcome_date as raw
    from cases_text
    where $outcomes_from_cases::boolean

    union

    select charge_date as raw
    from cases_text
    where $outcomes_from_cases::boolean

    union

    select keyed_date as raw
    from cases_text
    where $outcomes_from_cases::boolean

    union

    select outcome_date as raw
    from outcomes_text

    union

    select charge_date as raw
    from outcomes_text

    union

    select keyed_date as raw
    from outcomes_text
)

select
    raw::varchar as raw,
    read_date(raw)::date as day,
from texts
where read_text(raw) is not null
