-- The crimes recorded in the months asked for, each with its outcome group and the days to it; open crimes have the days that
-- they had been open at the as-at date.
select
    crime_no::integer as crime_no,
    split::varchar as split,
    is_undated::boolean as is_undated,
    outcome_group::varchar as outcome_group,
    case
        when is_open then $as_at::date - recorded_on
        when is_charged then days_to_charge
        else days_to_outcome
    end::integer as days,
from filtered_crimes
