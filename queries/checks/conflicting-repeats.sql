-- severity: warning
-- affects: all
-- message: Repeated rows have other values than the first row of their crime in {count} column[s]: {columns}. The first row was used, but for a suspect whom any row names and the earliest date of early advice, submission and suspect.
-- passed: No repeated row disagrees with the first row of its crime.
-- A blank beside a value disagrees too. The keys of victims, suspects and officers are expected to differ.
with disagreements as (
    select
        repeated.position,
        repeated.crime_ref,
        unnest(
            [
                case when repeated.recorded_on is distinct from first_row.recorded_on then 'recorded_date' end,
                case when repeated.offence_code is distinct from first_row.offence_code then 'offence_code' end,
                case when repeated.offence_text is distinct from first_row.offence_text then 'offence_text' end,
                case when repeated.reported_on is distinct from first_row.reported_on then 'reported_date' end,
                case when repeated.offence_on is distinct from first_row.offence_on then 'offence_date' end,
                case when repeated.force is distinct from first_row.force then 'force' end,
                case when repeated.district is distinct from first_row.district then 'district' end,
                case when repeated.team is distinct from first_row.team then 'team' end,
                case when repeated.victim_age is distinct from first_row.victim_age then 'victim_age' end,
                case when repeated.victim_sex is distinct from first_row.victim_sex then 'victim_sex' end,
                case when repeated.relationship is distinct from first_row.relationship then 'relationship' end,
                case when repeated.domestic is distinct from first_row.domestic then 'domestic' end,
                case when repeated.suspect_identified is distinct from first_row.suspect_identified then 'suspect_identified' end,
                case when repeated.suspect_identified_on is distinct from first_row.suspect_identified_on then 'suspect_identified_date' end,
                case when repeated.cancelled_code is distinct from first_row.cancelled_code then 'cancelled_code' end,
                case when repeated.early_advice_on is distinct from first_row.early_advice_on then 'early_advice_date' end,
                case when repeated.early_advice_sought is distinct from first_row.early_advice_sought then 'early_advice_sought' end,
                case when repeated.submitted_on is distinct from first_row.submitted_on then 'submission_date' end,
            ]
        ) as column_name,
    from repeated_rows
    inner join staged_cases as repeated on repeated.position = repeated_rows.position
    inner join staged_cases as first_row on first_row.position = repeated_rows.first_position
),

columns_counted as (
    select
        column_name,
        count(*) as rows_held,
        arg_min(crime_ref, position) as first_ref,
    from disagreements
    where column_name is not null
    group by column_name
)

select
    column_name || ' in ' || rows_held || if(rows_held = 1, ' row', ' rows') || ', first of ' || first_ref as found,
    string_agg(column_name || ' in ' || rows_held || if(rows_held = 1, ' row', ' rows'), ', ' order by rows_held desc, column_name)
        over (rows between unbounded preceding and unbounded following) as columns,
from columns_counted
order by rows_held desc, column_name
