-- severity: warning
-- affects: victim-withdrawal-before-suspect, victim-withdrawal-after-suspect
-- needs: suspect_identified_date
-- message: {count} crime[s] closed with an outcome that says that a suspect is known [has|have] no date of a suspect by then. [It counts|They count] as closed before a suspect was named.
-- passed: Every crime closed with an outcome that says that a suspect is known has the date of the suspect.
-- Of crimes closed because the victim does not support further action.
select outcome_code || ' of ' || crime_ref as found,
from counted_crimes
where
    outcome_group = 'victim-does-not-support'
    and suspect_known = 'yes'
    and not coalesce(suspect_identified_on <= closed_on, false)
    and not coalesce(submitted_on <= closed_on, false)
order by crime_no
