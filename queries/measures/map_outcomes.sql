-- The outcome codes that the snapshot was built with, each with the group that KPIs count and whether a suspect is known.
select
    outcome_code::varchar as code,
    label::varchar as label,
    outcome_group::varchar as group,
    suspect_known::varchar as suspect_known,
from outcome_codes
order by
    nullif(regexp_extract(outcome_code, '\d+'), '')::integer,
    outcome_code
