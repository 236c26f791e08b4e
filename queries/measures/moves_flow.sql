-- What each crime adds to a month's figure now, less what it added then: the moves of whatever is counted by a date.
with signed_rows as (
    select
        crime_keys.crime_key,
        then_rows.month,
        then_rows.value,
        -1 as sign,
    from then_rows
    inner join crime_keys on crime_keys.then_no = then_rows.crime_no

    union all

    select
        crime_no as crime_key,
        month,
        value,
        1 as sign,
    from now_rows
)

select
    crime_key,
    month,
    case $kind
        when 'share' then sum(sign * value)
        when 'count' then sum(sign)
    end::double as numerator,
    case when $kind != 'count' then sum(sign) end::double as denominator,
from signed_rows
where value is not null and month between $from_month::date and $to_month::date
group by crime_key, month
having sum(sign) != 0 or sum(sign * value) != 0
