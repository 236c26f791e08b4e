-- A page of the crimes that moved.
select
    move_no::double as move_no,
    crime_ref::varchar as crime_ref,
    month::varchar as month,
    reason::varchar as reason,
    numerator::double as numerator,
    denominator::double as denominator,
    outcome_before::varchar as outcome_before,
    outcome_after::varchar as outcome_after,
    offence::varchar as offence,
    district::varchar as district,
from moves_explained
where
    move_no > $after_move
    and ($month::varchar is null or month = $month)
    and ($reason::varchar is null or reason = $reason)
order by move_no
limit $limit
