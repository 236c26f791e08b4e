-- The offence codes that the snapshot was built with, and the scopes that each belongs to.
select
    offence_code::varchar as code,
    label::varchar as label,
    rape::varchar as rape,
    adult_rape::varchar as adult_rape,
    rasso::varchar as rasso,
    all_sexual::varchar as all_sexual,
from offence_codes
order by offence_code
