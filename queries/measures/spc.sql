-- A control chart over the usable points: mean, limits, near limits at two thirds of that, and the first signal that applies
-- to each point. XmR, as in the NHS “Making Data Count”: limits at 2.66 mean moving ranges. p′ (Laney 2002), where the
-- sizes of a share's months vary: limits at 3 binomial standard deviations of the month's own size, times the mean moving
-- range of the standardised points over 1.128. A moving range of 3.267 mean moving ranges or more is left out once. Nothing
-- runs across a missing month or a re-basing. A series of which half the months repeat the month before has no limits, and
-- neither has a phase of fewer than 12 points, nor a count of too few a month. Each phase is one row that holds its months as
-- lists in order, which for so few months is several times faster than windows.
with usable as (
    select
        points.split,
        points.month,
        points.value,
        points.denominator,
        left(points.month, 4)::integer * 12 + right(points.month, 2)::integer as month_number,
        len(list_filter(charted.rebased_from, lambda start: start <= points.month)) as phase,
    from points
    inner join charted on charted.split = points.split
    where
        points.value is not null
        and points.complete
        and coalesce(points.mature, true)
        and not points.ramp_up
),

gathered as (
    select
        split,
        phase,
        list(month order by month) as months,
        list(month_number order by month) as numbers,
        list(value order by month) as figures,
        list(denominator order by month) as sizes,
    from usable
    group by split, phase
),

phases as (
    select
        gathered.*,
        charted.* exclude (split, kind, rebased_from, baseline_points),
        least(len(gathered.figures), charted.baseline_points) as baseline,
    from gathered
    inner join charted on charted.split = gathered.split
),

centred as (
    select
        *,
        case
            when is_p_prime
                then list_sum(list_transform(figures[:baseline], lambda figure, i: figure * sizes[i])) / list_sum(sizes[:baseline])
            else list_avg(figures[:baseline])
        end as mean,
    from phases
),

scaled as (
    select
        *,
        list_transform(
            sizes, lambda size: if(is_p_prime, sqrt(greatest(mean * (1 - mean), 0) / size), 1)
        ) as units,
        list_transform(
            figures, lambda figure, i: if(is_p_prime, (figure - mean) / nullif(units[i], 0), figure)
        ) as standings,
    from centred
),

stepped as (
    select
        *,
        list_transform(
            figures, lambda figure, i: if(numbers[i] - numbers[i - 1] = 1, figure - figures[i - 1], null)
        ) as steps,
        list_transform(
            standings[:baseline],
            lambda standing, i: if(numbers[i] - numbers[i - 1] = 1, abs(standing - standings[i - 1]), null)
        ) as ranges,
        list_avg(ranges) as mean_range,
        list_avg(
            list_filter(ranges, lambda moved: not is_screened or moved < 3.267 * mean_range)
        ) as screened_range,
    from scaled
),

limited as (
    select
        *,
        case
            when len(figures) < fewest_points then 'too-few'
            when mean < fewest_a_month then 'rare'
            when
                coalesce(screened_range, 0) = 0
                or len(list_filter(steps[:baseline], lambda step: step = 0)) * 2 >= list_count(steps[:baseline])
                then 'nearly-constant'
        end as withheld,
        screened_range * if(is_p_prime, 3 / 1.128, 2.66) as reach,
        list_transform(units, lambda unit: greatest(mean - reach * unit, lowest)) as lowers,
        list_transform(units, lambda unit: least(mean + reach * unit, highest)) as uppers,
        list_transform(figures, lambda figure: sign(figure - mean)) as sides,
        list_transform(steps, lambda step: sign(step)) as rises,
        list_transform(
            figures,
            lambda figure, i:
                abs(figure - mean) > reach * 2 / 3 * units[i] and figure between lowers[i] and uppers[i]
        ) as nears,
    from stepped
),

judged as (
    select
        *,
        list_transform(
            numbers,
            lambda number, i: number - numbers[greatest(i - 6, 1)] = 6 and abs(list_sum(sides[i - 6:i])) = 7
        ) as shifts,
        list_transform(
            rises,
            lambda rise, i: if(i > 6 and abs(list_sum(rises[i - 5:i])) = 6, rise, null)
        ) as trends,
        list_transform(
            numbers,
            lambda number, i:
                number - numbers[greatest(i - 2, 1)] = 2
                and abs(list_sum(sides[i - 2:i])) = 3
                and list_sum(nears[i - 2:i]::integer[]) >= 2
        ) as pairs,
    from limited
),

months_apart as (
    select
        split,
        phase,
        withheld,
        mean,
        unnest(range(1, len(months) + 1)) as i,
        months[i] as month,
        figures[i] as figure,
        lowers[i] as lower,
        uppers[i] as upper,
        sides[i] as side,
        list_filter(trends[i:i + 6], lambda trend: trend is not null)[1] as trend,
        list_contains(shifts[i:i + 6], true) as is_shift,
        nears[i] and list_contains(pairs[i:i + 2], true) as is_two_in_three,
        figure < lower or figure > upper as is_outside,
    from judged
)

select
    split::varchar as split,
    month::varchar as month,
    withheld::varchar as withheld,
    case when withheld is null then mean end::double as mean,
    case when withheld is null then lower end::double as lower,
    case when withheld is null then upper end::double as upper,
    case
        when withheld is not null then 'none'
        when is_outside then 'outside'
        when trend is not null then 'trend'
        when is_two_in_three then 'two-in-three'
        when is_shift then 'shift'
        else 'none'
    end::varchar as signal,
    case
        when withheld is not null then null
        when is_outside or (trend is null and (is_two_in_three or is_shift)) then if(side > 0, 'up', 'down')
        when trend is not null then if(trend > 0, 'up', 'down')
    end::varchar as direction,
from months_apart
order by split, month
