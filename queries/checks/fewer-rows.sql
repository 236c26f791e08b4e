-- severity: warning
-- affects: all
-- message: {count} kind[s] of file [has|have] fewer rows than in the last snapshot. An export of the same crimes only grows: a part of it may be missing.
-- passed: The files have no fewer rows than in the last snapshot.
-- The limit that refuses an import is a setting; this says so below it too.
select name || ': ' || rows_now::bigint || ' rows, ' || rows_before::bigint || ' in the last snapshot' as found,
from (
    values
        ('cases', $cases_rows::double, $previous_cases_rows::double),
        ('outcomes', $outcomes_rows::double, $previous_outcomes_rows::double),
) as files (name, rows_now, rows_before)
where rows_now < rows_before
