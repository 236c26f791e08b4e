-- severity: warning
-- affects: charges, time-to-charge, reported-to-charge, charged-within-a-year, charged-by-day-180, charged-by-day-540, charged-by-day-730, open-investigations
-- message: {count} charged crime[s] [has|have] a charge that another outcome replaced before the one that stands. [It counts|They count] by the date of the first charge.
-- passed: No charged crime has a charge that was undone before the one that stands.
-- Of one suspect, where the outcomes say whose they are; else the charge that stands came after the other outcome.
select distinct counted_crimes.crime_ref as found,
from counted_crimes
inner join outcome_events as charge
    on charge.crime_no = counted_crimes.crime_no
    and charge.outcome_group = 'charged'
    and charge.has_effect
inner join outcome_events as undone
    on undone.crime_no = charge.crime_no
    and undone.suspect_no is not distinct from charge.suspect_no
    and undone.event_no > charge.event_no
    and undone.outcome_group != 'charged'
inner join outcome_events as standing
    on standing.crime_no = charge.crime_no
    and standing.is_standing
where
    counted_crimes.is_charged
    and (undone.suspect_no is not null or undone.event_no < standing.event_no)
order by counted_crimes.crime_ref
