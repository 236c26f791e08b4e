-- The age bands of open investigations, in whole days since recording.
select
    age_band::varchar as age_band,
    from_days::integer as from_days,
    to_days::integer as to_days,
from (
    values
        ('0-90', 0, 90),
        ('91-180', 91, 180),
        ('181-365', 181, 365),
        ('366-730', 366, 730),
        ('over-730', 731, null)
) as bands(age_band, from_days, to_days)
order by from_days
