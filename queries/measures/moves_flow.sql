-- What each thing counted adds to a month's figure now, less what it added then: the moves of a flow, which is counted by a date.
with signed_rows as (
    select
        unit_keys.moved_no,
        then_rows.month,
        then_rows.value,
        -1 as sign,
    from then_rows
    inner join unit_keys on unit_keys.then_no = then_rows.unit_no

    union all

    select
        unit_no as moved_no,
        month,
        value,
        1 as sign,
    from now_rows
)

select
    moved_no,
    month,
    case $kind
        when 'share' then sum(sign * value)
        when 'count' then sum(sign)
    end::double as numerator,
    case when $kind != 'count' then sum(sign) end::double as denominator,
from signed_rows
where value is not null and month between $from_month::date and $to_month::date
group by moved_no, month
having sum(sign) != 0 or sum(sign * value) != 0
