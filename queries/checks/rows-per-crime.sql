-- severity: warning
-- affects: all
-- message: {rows} rows are {crimes} crimes: up to {most} rows a crime, by {keys}. Each crime counts once, with the values of its first row.
-- passed: No crime has several rows by victim, suspect or officer.
-- An export with a row for each victim or suspect of a crime: the keys say which rows were put together, and why.
with rows_of_crimes as (
    select crime_ref, position
    from repeated_rows

    union all

    select distinct crime_ref, first_position as position
    from repeated_rows
),

crowds as (
    select
        rows_of_crimes.crime_ref,
        count(*) as rows_held,
        count(distinct read_key(cases_rows.victim_key)) > 1 as has_victims,
        count(distinct read_key(cases_rows.suspect_key)) > 1 as has_suspects,
        count(distinct read_key(cases_rows.officer)) > 1 as has_officers,
    from rows_of_crimes
    inner join cases_rows on cases_rows.position = rows_of_crimes.position
    group by rows_of_crimes.crime_ref
),

crowds_explained as (
    select *
    from crowds
    where has_victims or has_suspects or has_officers
),

totals as (
    select
        (select count(*) from crimes_accepted) as crimes,
        (select count(*) from repeated_rows) as repeats,
        max(rows_held) as most,
        array_to_string(
            list_filter(
                [
                    case when bool_or(has_victims) then 'victim' end,
                    case when bool_or(has_suspects) then 'suspect' end,
                    case when bool_or(has_officers) then 'officer' end,
                ],
                lambda key: key is not null
            ),
            ' and '
        ) || ' keys' as keys,
    from crowds_explained
)

select
    crowds_explained.crime_ref || ': ' || crowds_explained.rows_held || ' rows' as found,
    (totals.crimes + totals.repeats)::double as rows,
    totals.crimes::double as crimes,
    totals.most::double as most,
    totals.keys::varchar as keys,
from crowds_explained
cross join totals
order by crowds_explained.rows_held desc, crowds_explained.crime_ref
