-- The cohort with its endings joined into the five that are drawn: rare ones compete as one group, `other`, so that their
-- curve has a band of its own.
select * replace (
    case
        when outcome_group in ('charged', 'victim-does-not-support', 'evidential-difficulties', 'no-suspect', 'open')
            then outcome_group
        else 'other'
    end as outcome_group
)
from every_ending
