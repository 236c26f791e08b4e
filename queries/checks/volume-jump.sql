-- severity: warning
-- affects: all
-- message: In {count} place[s] the crimes recorded in the latest three complete months are more than a quarter above or below the same months of the year before, and by more than chance explains. A part of the export may be missing or in it twice.
-- passed: The crimes recorded in the latest three complete months are in line with the same months of the year before.
-- The force as a whole and each district. Chance: four standard errors of the difference of two counts, so that a
-- monthly look at a dozen districts stays silent while nothing changes. Silent where the data do not reach back.
with periods as (
    select
        date_trunc('month', $as_at::date + 1)::date as ends_on,
        (date_trunc('month', $as_at::date + 1) - to_months(3))::date as starts_on,
),

places as (
    select
        unnest(['the whole force', district::varchar]) as place,
        recorded_on >= starts_on as is_latest,
    from counted_crimes
    cross join periods
    where
        $begins::date <= starts_on - to_months(12)
        and (
            (recorded_on >= starts_on and recorded_on < ends_on)
            or (recorded_on >= starts_on - to_months(12) and recorded_on < ends_on - to_months(12))
        )
),

counts as (
    select
        place,
        count(*) filter (where is_latest) as latest,
        count(*) filter (where not is_latest) as before,
    from places
    group by place
)

select place || ': ' || latest || ' crimes, ' || before || ' a year before' as found,
from counts
where
    abs(latest - before) > 0.25 * before
    and abs(latest - before) > 4 * sqrt(latest + before)
order by place != 'the whole force', place
