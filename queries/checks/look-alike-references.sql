-- severity: warning
-- affects: all
-- message: {count} pair[s] of references differ only in capital letters, leading zeros or signs, such as {found}. They count as different crimes: look whether they are one.
-- passed: No two references differ only in capital letters, leading zeros or signs.
-- Only references with small letters or a leading zero, and those of outcomes without a crime, can be the odd one of a pair.
with odd_refs as (
    select distinct crime_ref, 'the cases files' as place
    from crimes_accepted
    where starts_with(crime_ref, '0') or crime_ref != upper(crime_ref)

    union

    select distinct crime_ref, 'the outcomes files' as place
    from staged_outcomes
    where rejected_rule = 'no-such-crime'
),

odd_refs_keyed as (
    select
        *,
        look_alike_key(crime_ref) as ref_key,
    from odd_refs
),

pairs as (
    select
        odd_refs_keyed.crime_ref as odd_ref,
        crimes_accepted.crime_ref,
        odd_refs_keyed.place,
    from crimes_accepted
    inner join odd_refs_keyed
        on odd_refs_keyed.ref_key = look_alike_key(crimes_accepted.crime_ref)
        and odd_refs_keyed.crime_ref != crimes_accepted.crime_ref
    anti join odd_refs_keyed as twins
        on twins.crime_ref = crimes_accepted.crime_ref
        and twins.place = odd_refs_keyed.place
        and twins.crime_ref < odd_refs_keyed.crime_ref
)

select
    '“' || odd_ref || '” of ' || place || ' and “' || crime_ref || '”' as found,
from pairs
order by odd_ref, crime_ref
