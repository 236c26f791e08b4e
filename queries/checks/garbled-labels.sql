-- severity: warning
-- affects: all
-- message: {count} label[s] [is|are] garbled, such as {found}: a program read [its|their] letters in another encoding. The same place may be there under its right name too. Export the file again as UTF-8.
-- passed: No label is garbled.
-- What UTF-8 looks like when it is read as Windows-1252: ’ as â€™, é as Ã©, and a no-break space as Â.
select
    '“' || text || '” in ' || column_name as found,
from column_texts
where
    type = 'label'
    and regexp_matches(text, 'â€|Ã[\x{0080}-\x{00BF}ƒŠŒŽšœžŸ‚„†‡ˆ‰‹›‘’“”•–—˜™]|Â[\x{0080}-\x{00BF}]|ï¿½|\x{FFFD}')
group by text, column_name
order by text, column_name
