-- What a snapshot keeps of a KPI's rows: narrow, typed, sorted by date, with the scopes that every figure asks for. The
-- labels by which some figures are filtered or split stay with the crime.
select
    crimes.crime_no::integer as crime_no,
    date_trunc('month', kpi_rows.counted_on)::date as month,
    kpi_rows.* exclude (crime_no),
    crimes.is_rape,
    crimes.is_adult_rape,
    crimes.is_rasso,
    crimes.is_all_sexual,
from kpi_rows
inner join crimes on crimes.crime_no = kpi_rows.crime_no
where kpi_rows.counted_on is not null
order by kpi_rows.counted_on, crimes.crime_no
