-- Every move with its crime and the first reason that explains it, in the order in which they are listed.
with crimes_moved as (
    select
        moves.*,
        coalesce(now_crimes.crime_ref, gone_crimes.crime_ref) as crime_ref,
    from moves
    left join later.crimes as now_crimes on now_crimes.crime_no = moves.crime_key
    left join earlier.crimes as gone_crimes on gone_crimes.crime_no = -moves.crime_key
)

select
    row_number() over (order by crimes_moved.month, crimes_moved.crime_ref)::integer as move_no,
    crimes_moved.crime_ref::varchar as crime_ref,
    strftime(crimes_moved.month, '%Y-%m')::varchar as month,
    crimes_moved.numerator::double as numerator,
    crimes_moved.denominator::double as denominator,
    case
        when then_crimes.crime_ref is null then 'new'
        when now_crimes.crime_ref is null then 'removed'
        when then_crimes.cancelled_code is distinct from now_crimes.cancelled_code then 'cancelled'
        when
            then_crimes.offence::varchar != now_crimes.offence::varchar
            or then_crimes.scope_level != now_crimes.scope_level
            then 'reclassified'
        when then_crimes.outcome_code is distinct from now_crimes.outcome_code then 'outcome-changed'
        when
            then_crimes.recorded_on != now_crimes.recorded_on
            or then_crimes.closed_on is distinct from now_crimes.closed_on
            or then_crimes.charged_on is distinct from now_crimes.charged_on
            or then_crimes.early_advice_on is distinct from now_crimes.early_advice_on
            or then_crimes.submitted_on is distinct from now_crimes.submitted_on
            or then_crimes.offence_on is distinct from now_crimes.offence_on
            then 'date-corrected'
        when
            then_crimes.force::varchar != now_crimes.force::varchar
            or then_crimes.district::varchar != now_crimes.district::varchar
            or then_crimes.team::varchar != now_crimes.team::varchar
            or then_crimes.victim_age_band::varchar != now_crimes.victim_age_band::varchar
            or then_crimes.victim_sex::varchar != now_crimes.victim_sex::varchar
            or then_crimes.relationship::varchar != now_crimes.relationship::varchar
            or then_crimes.domestic::varchar != now_crimes.domestic::varchar
            or then_crimes.suspect_identified::varchar != now_crimes.suspect_identified::varchar
            or then_crimes.early_advice_sought is distinct from now_crimes.early_advice_sought
            then 'details-changed'
        when $is_redefined then 'redefined'
        else 'taken-later'
    end::varchar as reason,
    then_crimes.outcome_code::varchar as outcome_before,
    now_crimes.outcome_code::varchar as outcome_after,
    coalesce(now_crimes.offence, then_crimes.offence::varchar)::varchar as offence,
    coalesce(now_crimes.district, then_crimes.district::varchar)::varchar as district,
from crimes_moved
left join earlier.crimes as then_crimes on then_crimes.crime_ref = crimes_moved.crime_ref
left join later.crimes as now_crimes on now_crimes.crime_ref = crimes_moved.crime_ref
