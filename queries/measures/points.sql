-- One row per month and group, the empty months too, each marked for what it can bear: complete (the whole month is in
-- the export), mature (every crime in it has reached the fixed age) and ramp-up (an export that begins somewhere lacks
-- the older crimes that such a month counts).
with splits as (
    select distinct split
    from month_figures

    union

    select null as split
    where not $has_split
)

select
    strftime(months.month, '%Y-%m')::varchar as month,
    splits.split::varchar as split,
    case
        when month_figures.month is null and $kind != 'duration' and months.month <= $as_at::date then 0
        else month_figures.numerator
    end::double as numerator,
    case
        when $kind = 'count' or ($kind = 'stock' and not $is_share) then null
        else coalesce(month_figures.denominator, 0)
    end::double as denominator,
    case
        when
            month_figures.month is null
            and ($kind = 'count' or ($kind = 'stock' and not $is_share))
            and months.month <= $as_at::date
            then 0
        else month_figures.value
    end::double as value,
    month_figures.p75::double as p75,
    month_figures.p90::double as p90,
    case when $matures_after_days is not null then coalesce(month_figures.undated, 0) end::double as undated,
    case
        when $matures_after_days is not null
            then last_day(months.month) + $matures_after_days::integer <= $as_at::date
    end::boolean as mature,
    (months.month < $first_recorded_month::date + to_months($ramp_up_months::integer))::boolean as ramp_up,
    (months.month <= $last_complete_month::date)::boolean as complete,
from months
cross join splits
left join month_figures
    on month_figures.month = months.month
    and month_figures.split is not distinct from splits.split
order by months.month, splits.split
