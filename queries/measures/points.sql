-- One row per month and group, the empty months too, each with its marks.
with splits as (
    select distinct split
    from month_figures

    union

    select null as split
    where not $has_split
)

select
    strftime(marked_months.month, '%Y-%m')::varchar as month,
    splits.split::varchar as split,
    case
        when month_figures.month is null and $kind != 'duration' and marked_months.month <= $as_at::date then 0
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
            and marked_months.month <= $as_at::date
            then 0
        else month_figures.value
    end::double as value,
    month_figures.p75::double as p75,
    month_figures.p90::double as p90,
    case when $matures_after_days is not null then coalesce(month_figures.undated, 0) end::double as undated,
    marked_months.mature,
    marked_months.ramp_up,
    marked_months.complete,
from marked_months
cross join splits
left join month_figures
    on month_figures.month = marked_months.month
    and month_figures.split is not distinct from splits.split
order by marked_months.month, splits.split
