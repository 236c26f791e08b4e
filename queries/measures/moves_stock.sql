-- What each thing counted adds to a month end's stock now, less what it added then. Where both snapshots take the stock on the same
-- day only rows that differ can move it, so that only those are spread over the months; the month of an as-at date may be
-- taken on two days.
with signed_rows as (
    select
        unit_keys.moved_no,
        then_rows.counted_on,
        then_rows.counted_until,
        then_rows.value,
        -1 as sign,
    from then_rows
    inner join unit_keys on unit_keys.then_no = then_rows.unit_no

    union all

    select
        unit_no as moved_no,
        counted_on,
        counted_until,
        value,
        1 as sign,
    from now_rows
),

changed_rows as (
    select
        moved_no,
        counted_on,
        counted_until,
        value,
        sum(sign) as sign,
    from signed_rows
    group by all
    having sum(sign) != 0
),

months as (
    select unnest(generate_series($from_month::date, $to_month::date, interval 1 month))::date as month
),

months_taken as (
    select
        month,
        case when month <= $then_as_at::date then least(last_day(month), $then_as_at::date) end as then_on,
        case when month <= $as_at::date then least(last_day(month), $as_at::date) end as now_on,
    from months
),

rows_in_stock as (
    select
        changed_rows.moved_no,
        months_taken.month,
        changed_rows.value,
        changed_rows.sign,
    from changed_rows
    inner join months_taken
        on months_taken.then_on = months_taken.now_on
        and changed_rows.counted_on <= months_taken.now_on
        and coalesce(changed_rows.counted_until > months_taken.now_on, true)

    union all

    select
        signed_rows.moved_no,
        months_taken.month,
        signed_rows.value,
        signed_rows.sign,
    from signed_rows
    inner join months_taken
        on months_taken.then_on is distinct from months_taken.now_on
        and signed_rows.counted_on
        <= case when signed_rows.sign < 0 then months_taken.then_on else months_taken.now_on end
        and coalesce(
            signed_rows.counted_until
            > case when signed_rows.sign < 0 then months_taken.then_on else months_taken.now_on end,
            true
        )
)

select
    moved_no,
    month,
    case when not $is_aged::boolean then sum(sign * value) end::double as numerator,
    case when $is_share or $is_aged then sum(sign) end::double as denominator,
from rows_in_stock
group by moved_no, month
having sum(sign) != 0 or sum(sign * value) != 0
