-- A control chart (XmR, as in the NHS “Making Data Count”) over the usable points: mean, limits at 2.66 mean moving
-- ranges, near limits at two thirds of that, and the first signal that applies to each point. A moving range of 3.267
-- mean moving ranges or more is left out once. Nothing runs across a missing month or a re-basing. A series of which
-- half the months repeat the month before has no limits, and neither has a phase of fewer than 12 points.
with usable as (
    select
        split,
        month,
        value,
        len(list_filter(string_split($rebased_from, ' '), lambda start: start != '' and start <= month)) as phase,
        row_number() over (partition by split order by month) as place,
        (left(month, 4)::integer * 12 + right(month, 2)::integer) as month_number,
    from points
    where
        $is_charted
        and value is not null
        and complete
        and coalesce(mature, true)
        and not ramp_up
),

usable_in_phase as (
    select
        *,
        row_number() over (partition by split, phase order by place) as place_in_phase,
        month_number - row_number() over (partition by split, phase order by place) as stretch,
    from usable
),

steps as (
    select
        *,
        value - lag(value) over (partition by split, phase, stretch order by place) as step,
    from usable_in_phase
),

phase_means as (
    select
        split,
        phase,
        avg(value) filter (where place_in_phase <= $baseline_points) as mean,
        avg(abs(step)) filter (where place_in_phase <= $baseline_points) as mean_range,
        count(*) as points,
        count(*) filter (where place_in_phase <= $baseline_points and step = 0) as still_steps,
        count(step) filter (where place_in_phase <= $baseline_points) as steps,
    from steps
    group by split, phase
),

phase_ranges as (
    select
        phase_means.split,
        phase_means.phase,
        avg(abs(steps.step)) as screened_range,
    from phase_means
    inner join steps
        on steps.split is not distinct from phase_means.split
        and steps.phase = phase_means.phase
        and steps.place_in_phase <= $baseline_points
        and (not $is_screened or abs(steps.step) < 3.267 * phase_means.mean_range)
    group by phase_means.split, phase_means.phase
),

phases as (
    select
        phase_means.split,
        phase_means.phase,
        phase_means.mean,
        phase_ranges.screened_range,
        case
            when phase_means.points < $fewest_points then 'too-few'
            when
                coalesce(phase_ranges.screened_range, 0) = 0
                or phase_means.still_steps * 2 >= phase_means.steps
                then 'nearly-constant'
        end as withheld,
        greatest(phase_means.mean - 2.66 * phase_ranges.screened_range, $lowest) as lower,
        least(phase_means.mean + 2.66 * phase_ranges.screened_range, $highest) as upper,
        phase_means.mean - 2.66 * 2 / 3 * phase_ranges.screened_range as near_lower,
        phase_means.mean + 2.66 * 2 / 3 * phase_ranges.screened_range as near_upper,
    from phase_means
    left join phase_ranges
        on phase_ranges.split is not distinct from phase_means.split
        and phase_ranges.phase = phase_means.phase
),

judged as (
    select
        steps.*,
        phases.* exclude (split, phase),
        sign(steps.value - phases.mean) as side,
        sign(steps.step) as rise,
        steps.value > phases.upper or steps.value < phases.lower as is_outside,
        (steps.value > phases.near_upper and steps.value <= phases.upper)
        or (steps.value < phases.near_lower and steps.value >= phases.lower) as is_near,
    from steps
    inner join phases
        on phases.split is not distinct from steps.split
        and phases.phase = steps.phase
),

changes as (
    select
        *,
        side is distinct from lag(side) over stretch_in_order as has_new_side,
        rise is distinct from lag(rise) over stretch_in_order as has_new_rise,
        coalesce(
            abs(sum(side) over last_three) = 3
            and count(*) filter (where is_near) over last_three >= 2,
            false
        ) as closes_two_in_three,
    from judged
    window
        stretch_in_order as (partition by split, phase, stretch order by place),
        last_three as (partition by split, phase, stretch order by place rows between 2 preceding and current row)
),

runs as (
    select
        *,
        count(*) filter (where has_new_side) over in_order as side_run,
        count(*) filter (where has_new_rise) over in_order as rise_run,
        is_near and (
            closes_two_in_three
            or coalesce(lead(closes_two_in_three, 1) over in_order, false)
            or coalesce(lead(closes_two_in_three, 2) over in_order, false)
        ) as is_two_in_three,
    from changes
    window in_order as (partition by split, phase, stretch order by place)
),

run_lengths as (
    select
        *,
        side != 0 and count(*) over (partition by split, phase, stretch, side_run) >= 7 as is_shift,
        case
            when rise != 0 and count(*) over (partition by split, phase, stretch, rise_run) >= 6 then rise
        end as trend_here,
    from runs
),

trends as (
    select
        *,
        coalesce(trend_here, lead(trend_here) over (partition by split, phase, stretch order by place)) as trend,
    from run_lengths
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
from trends
order by split, place
