-- Days from recording to the first submission to the CPS for a charging decision, by the month of submission.
-- Only submitted crimes. A submission before recording is left out, never 0. It needs no closing date.
select
    crime_ref,
    crime_no,
    scope_level,
    submitted_on as counted_on,
    (submitted_on - recorded_on)::double as value,
from counted_crimes
where submitted_on >= recorded_on
