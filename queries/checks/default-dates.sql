-- severity: warning
-- affects: all
-- message: {cells} cells of dates in {count} place[s] hold a date that databases write for none, such as “{example}”. They were read as blank.
-- passed: No date is one that databases write for none.
-- Which dates these are is said in queries/maps/common-texts.csv.
select
    sum(row_count)::integer || ' of ' || column_name || ': “' || text || '”' as found,
    (select sum(row_count) from column_texts where read_as = 'default')::double as cells,
    text as example,
from column_texts
where read_as = 'default'
group by column_name, text
order by sum(row_count) desc, column_name, text
