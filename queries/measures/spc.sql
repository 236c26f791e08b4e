-- A control chart over the usable points: mean, limits, near limits at two thirds of that, and the first signal that applies
-- to each point. XmR, as in the NHS “Making Data Count”: limits at 2.66 mean moving ranges. p′ (Laney 2002), where the
-- sizes of a share's months vary: limits at 3 binomial standard deviations of the month's own size, times the mean moving
-- range of the standardised points over 1.128. A moving range of 3.267 mean moving ranges or more is left out once. Nothing
-- runs across a missing month or a re-basing. A series of which half the months repeat the month before has no limits, and
-- neither has a phase of fewer than 12 points, nor a count of too few a month.
with usable as (
    select
        split,
        month,
        value,
        denominator,
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

centres as (
    select
        split,
        phase,
        case
            when $is_p_prime then sum(value * denominator) / sum(denominator)
            else avg(value)
        end as mean,
    from usable_in_phase
    where place_in_phase <= $baseline_points
    group by split, phase
),

scaled as (
    select
        usable_in_phase.*,
        centres.mean,
        case
            when $is_p_prime
                then sqrt(greatest(centres.mean * (1 - centres.mean), 0) / usable_in_phase.denominator)
            else 1
        end as unit,
    from usable_in_phase
    inner join centres
        on centres.split is not distinct from usable_in_phase.split
        and centres.phase = usable_in_phase.phase
),

steps as (
    select
        *,
        value - lag(value) over in_order as step,
        case
            when $is_p_prime
                then (value - mean) / nullif(unit, 0) - lag((value - mean) / nullif(unit, 0)) over in_order
            else value - lag(value) over in_order
        end as scaled_step,
    from scaled
    window in_order as (partition by split, phase, stretch order by place)
),

phase_means as (
    select
        split,
        phase,
        any_value(mean) as mean,
        avg(abs(scaled_step)) filter (where place_in_phase <= $baseline_points) as mean_range,
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
        avg(abs(steps.scaled_step)) as screened_range,
    from phase_means
    inner join steps
        on steps.split is not distinct from phase_means.split
        and steps.phase = phase_means.phase
        and steps.place_in_phase <= $baseline_points
        and (not $is_screened or abs(steps.scaled_step) < 3.267 * phase_means.mean_range)
    group by phase_means.split, phase_means.phase
),

phases as (
    select
        phase_means.split,
        phase_means.phase,
        case
            when phase_means.points < $fewest_points then 'too-few'
            when phase_means.mean < $fewest_a_month then 'rare'
            when
                coalesce(phase_ranges.screened_range, 0) = 0
                or phase_means.still_steps * 2 >= phase_means.steps
                then 'nearly-constant'
        end as withheld,
        phase_ranges.screened_range * if($is_p_prime, 3 / 1.128, 2.66) as reach,
    from phase_means
    left join phase_ranges
        on phase_ranges.split is not distinct from phase_means.split
        and phase_ranges.phase = phase_means.phase
),

limited as (
    select
        steps.*,
        phases.withheld,
        greatest(steps.mean - phases.reach * steps.unit, $lowest) as lower,
        least(steps.mean + phases.reach * steps.unit, $highest) as upper,
        steps.mean - phases.reach * 2 / 3 * steps.unit as near_lower,
        steps.mean + phases.reach * 2 / 3 * steps.unit as near_upper,
    from steps
    inner join phases
        on phases.split is not distinct from steps.split
        and phases.phase = steps.phase
),

judged as (
    select
        *,
        sign(value - mean) as side,
        sign(step) as rise,
        value > upper or value < lower as is_outside,
        (value > near_upper and value <= upper) or (value < near_lower and value >= lower) as is_near,
    from limited
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
