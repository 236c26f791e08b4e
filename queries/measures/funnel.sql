-- How many crimes of a cohort reached each milestone, each by its own date and all within so many days of recording; none
-- is inferred from a later one. Followed are dated crimes recorded so many days before the as-at date: the others are
-- counted as left out. A suspect may be named before recording. Where files only say that a suspect is identified, and
-- not when, that counts whenever it came. Early advice is no step of the path. A crime skipped a step that it lacks
-- before one that it reached; a step that the files lack is skipped by none; columns are those that the
-- files have. Every split apart.
with milestones as (
    select
        split,
        not is_undated and recorded_on + $age::integer <= $as_at::date as is_followed,
        case
            when list_contains($columns::varchar[], 'suspect_identified_date')
                then coalesce(suspect_identified_on <= recorded_on + $age::integer, false)
            else suspect_identified = 'yes'
        end as has_suspect,
        coalesce(submitted_on - recorded_on between 0 and $age::integer, false) as was_submitted,
        coalesce(days_to_charge <= $age::integer, false) as was_charged,
        coalesce(early_advice_on - recorded_on between 0 and $age::integer, false) as had_early_advice,
    from filtered_crimes
),

steps as (
    select
        *,
        list_has_any($columns::varchar[], ['suspect_identified_date', 'suspect_identified'])
        and not has_suspect and (was_submitted or was_charged) as skipped_suspect,
        list_contains($columns::varchar[], 'submission_date')
        and not was_submitted and was_charged as skipped_submission,
    from milestones
)

select
    split::varchar as split,
    count(*) filter (where is_followed)::double as recorded,
    count(*) filter (where not is_followed)::double as left_out,
    count(*) filter (where is_followed and has_suspect)::double as suspect_identified,
    count(*) filter (where is_followed and was_submitted)::double as submitted,
    count(*) filter (where is_followed and was_charged)::double as charged,
    count(*) filter (where is_followed and had_early_advice)::double as early_advice,
    count(*) filter (where is_followed and (skipped_suspect or skipped_submission))::double as skipped,
from steps
group by split
order by recorded desc, split
