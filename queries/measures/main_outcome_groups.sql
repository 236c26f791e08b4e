-- The cohort with its outcome groups joined into those that are drawn and released: rare ones compete as one group, so that
-- their curve has a band of its own. Which group goes as which is bound: groups/outcome-groups.json says it.
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
