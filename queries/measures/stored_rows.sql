-- What a snapshot keeps of a KPI's rows: narrow, typed, sorted by month, with every label that a filter or a split
-- uses, so that a request is one scan and no join.
select
    crimes.crime_no::integer as crime_no,
    date_trunc('month', kpi_rows.counted_on)::date as month,
    kpi_rows.counted_on::date as counted_on,
    kpi_rows.counted_until::date as counted_until,
    kpi_rows.value::double as value,
    kpi_rows.part::varchar as part,
    crimes.is_rape,
    crimes.is_adult_rape,
    crimes.is_rasso,
    crimes.is_all_sexual,
    crimes.force,
    crimes.district,
    crimes.team,
    crimes.offence,
    crimes.victim_age_band,
    crimes.victim_sex,
    crimes.relationship,
    crimes.domestic,
    crimes.non_recent,
    crimes.suspect_identified,
from kpi_rows
inner join crimes on crimes.crime_no = kpi_rows.crime_no
where kpi_rows.counted_on is not null
order by kpi_rows.counted_on, crimes.crime_no
