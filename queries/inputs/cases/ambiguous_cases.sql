-- Rejects the rows that do not say which force they are of, where crimes of several forces have their reference.
update staged_cases
set rejected_rule = 'force-not-said'
where
    force = 'unknown'
    and rejected_rule is null
    and crime_ref in (select crime_ref from crowded_refs where is_shared)
