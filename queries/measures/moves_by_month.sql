-- How the moves of each month add up, by reason.
select
    month::varchar as month,
    reason::varchar as reason,
    count(*)::double as crimes,
    sum(numerator)::double as numerator,
    sum(denominator)::double as denominator,
from moves_explained
group by month, reason
order by month, reason
