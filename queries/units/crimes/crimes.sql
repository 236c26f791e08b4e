-- The crimes as a snapshot keeps them. Copied, for the engine writes a table far more slowly while it joins.
select *
from crimes_joined
