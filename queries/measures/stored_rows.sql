-- What a snapshot keeps of a KPI's rows: narrow and typed, with the scope that every figure asks for. The labels by which
-- some figures are filtered or split stay with the crime.
select
    *,
    date_trunc('month', counted_on)::date as month,
from kpi_rows
where counted_on is not null
