-- Days from recording to the first request for early advice from the CPS, by the month of the request.
-- Only crimes for which it was requested. A request before recording is left out, never 0. It needs no closing date.
select
    crime_ref,
    crime_no,
    scope_level,
    early_advice_on as counted_on,
    (early_advice_on - recorded_on)::double as value,
from counted_crimes
where early_advice_on >= recorded_on
