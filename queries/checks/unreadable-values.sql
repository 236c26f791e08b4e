-- severity: warning
-- affects: all
-- message: {count} optional value[s] could not be read and [was|were] left blank, as not known.
-- passed: Every optional value could be read.
-- mend: map
-- A value that is there but not readable, in a column that a row can do without.
select
    unnest(string_split(unreadable_columns, ' ')) || ' of ' || crime_ref as found,
from staged_cases
where rejected_rule is null and unreadable_columns is not null

union all

select
    unnest(string_split(unreadable_columns, ' ')) || ' of an outcome of ' || crime_ref as found,
from staged_outcomes
where rejected_rule is null and unreadable_columns is not null
