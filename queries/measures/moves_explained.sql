-- Every move with what moved and the first reason that explains it, in the order in which they are listed. What is in both
-- snapshots and has not changed moved since its definition changed, or since its month was taken later.
with units_moved as (
    select
        moves.*,
        coalesce(now_units.unit_ref, gone_units.unit_ref) as unit_ref,
    from moves
    left join now_units on now_units.unit_no = moves.moved_no
    left join then_units as gone_units on gone_units.unit_no = -moves.moved_no
)

select
    row_number() over (order by units_moved.month, units_moved.unit_ref)::integer as move_no,
    units_moved.unit_ref::varchar as unit_ref,
    strftime(units_moved.month, '%Y-%m')::varchar as month,
    units_moved.numerator::double as numerator,
    units_moved.denominator::double as denominator,
    case
        when then_units.unit_ref is null then 'new'
        when now_units.unit_ref is null then 'removed'
        when unit_changes.reason is not null then unit_changes.reason
        when $is_redefined then 'redefined'
        else 'taken-later'
    end::varchar as reason,
    unit_changes.* exclude (unit_ref, reason),
from units_moved
left join then_units on then_units.unit_ref = units_moved.unit_ref
left join now_units on now_units.unit_ref = units_moved.unit_ref
left join unit_changes on unit_changes.unit_ref = units_moved.unit_ref
