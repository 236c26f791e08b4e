-- The cohort with its outcome groups joined into those that are drawn and released: the rare groups compete as one, so that
-- one curve and band stand for them. groups/outcome-groups.json says which group is joined into which.
select * replace (
    coalesce(
        list_extract(
            $released_as::varchar[],
            list_position($outcome_groups::varchar[], outcome_group::varchar)
        ),
        $unlisted_released_as::varchar
    ) as outcome_group
)
from every_outcome_group
