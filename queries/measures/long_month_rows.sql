-- The rows of two periods that are compared, each period taken as one long month, its first.
select * replace (
    case
        when month between $from_month::date and $to_month::date then $from_month::date
        else $before_from_month::date
    end as month
)
from filtered_rows
where
    month between $from_month::date and $to_month::date
    or month between $before_from_month::date and $before_to_month::date
