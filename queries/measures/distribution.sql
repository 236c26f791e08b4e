-- A duration's crimes by how long it was, in bins of the same number of days from 0 up, the empty ones too.
with bins as (
    select
        floor(value / $bin_days)::bigint as bin,
        count(*) as crimes,
    from kpi_rows
    where value is not null
    group by all
),

every_bin as (
    select unnest(generate_series(0, (select max(bin) from bins))) as bin
)

select
    (every_bin.bin * $bin_days)::double as from_days,
    ((every_bin.bin + 1) * $bin_days - 1)::double as to_days,
    coalesce(bins.crimes, 0)::double as crimes,
from every_bin
left join bins on bins.bin = every_bin.bin
order by every_bin.bin
