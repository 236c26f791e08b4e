-- A page of what moved.
select
    move_no::double as move_no,
    * exclude (move_no),
from moves_explained
where
    move_no > $after_move
    and ($month::varchar is null or month = $month)
    and ($reason::varchar is null or reason = $reason)
order by move_no
limit $limit
