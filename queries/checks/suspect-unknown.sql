-- severity: warning
-- affects: early-advice-uptake
-- needs: suspect_identified
-- message: {count} crime[s] [does|do] not say whether a suspect was identified. [It counts|They count] as not known, never as no, and [is|are] left out of what is measured over crimes with a suspect.
-- passed: Every crime says whether a suspect was identified.
select crime_ref as found,
from counted_crimes
where suspect_identified = 'unknown'
order by crime_no
