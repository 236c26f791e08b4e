-- The rejected rows of an import, in the order of its files and lines.
select
    file::varchar as file,
    line::double as line,
    "column"::varchar as column_name,
    rule::varchar as rule,
    reason::varchar as reason,
    raw::varchar as raw,
from rejected_rows
order by rowid
