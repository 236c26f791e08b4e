-- severity: warning
-- affects: all
-- message: In {count} place[s] dates hold what databases write for none, such as “{example}”: {cells} in all. They were read as blank.
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
