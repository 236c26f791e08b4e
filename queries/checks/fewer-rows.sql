-- severity: warning
-- affects: all
-- message: {count} kind[s] of file [has|have] fewer rows than in the last snapshot. An export of the same crimes only grows: a part of it may be missing.
-- passed: The files have no fewer rows than in the last snapshot.
-- The limit that refuses an import is a setting; this says so below it too. `input_rows` holds the rows read, by role.
select role || ': ' || rows_now || ' rows, ' || rows_before || ' in the last snapshot' as found,
from input_rows
where rows_now < rows_before
