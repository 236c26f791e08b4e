-- Each month marked for what it can bear: complete (the whole month is in the export), mature (every crime in it has
-- reached the fixed age) and ramp-up (an export that begins somewhere lacks the older crimes that such a month counts).
select
    month::date as month,
    case
        when $matures_after_days is not null
            then last_day(month) + $matures_after_days::integer <= $as_at::date
    end::boolean as mature,
    (month < $first_recorded_month::date + to_months($ramp_up_months::integer))::boolean as ramp_up,
    (month <= $last_complete_month::date)::boolean as complete,
from months
