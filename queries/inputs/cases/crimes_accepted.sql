-- One row per crime: the first accepted row with its reference, which gives its values; blanks are not filled from the
-- further rows, except a suspect whom any row names and the earliest date of each milestone. Its number is the position
-- of that row. A reference that forces share has the force behind it, so that no two crimes have the same.
select
    staged_cases.position as crime_no,
    staged_cases.crime_ref as given_ref,
    case when shared_refs.is_shared then staged_cases.force end as shared_by,
    staged_cases.* replace (
        case
            when shared_refs.is_shared then staged_cases.crime_ref || ', ' || staged_cases.force
            else staged_cases.crime_ref
        end as crime_ref,
        case when merged_rows.has_suspect then 'yes' else staged_cases.suspect_identified end as suspect_identified,
        coalesce(merged_rows.suspect_identified_on, staged_cases.suspect_identified_on) as suspect_identified_on,
        coalesce(merged_rows.early_advice_on, staged_cases.early_advice_on) as early_advice_on,
        coalesce(merged_rows.submitted_on, staged_cases.submitted_on) as submitted_on,
    ),
from staged_cases
anti join repeated_rows on repeated_rows.position = staged_cases.position
left join merged_rows on merged_rows.first_position = staged_cases.position
left join (from crowded_refs where is_shared) as shared_refs on shared_refs.crime_ref = staged_cases.crime_ref
where staged_cases.rejected_rule is null
