-- Every month of the snapshot, from the first recorded month to the as-at month, or as far as was asked beyond them.
select
    unnest(generate_series($first_month::date, $last_month::date, interval 1 month))::date as month
