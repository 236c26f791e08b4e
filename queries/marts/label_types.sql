-- The labels of each dimension as a type of its own: a crime then holds a small number, where figures are split and
-- filtered a thousand times. Every label has room for a crime that does not say, and fixed ones for all that there can be.
create type force_label as enum (select distinct coalesce(force, 'unknown') from crimes_accepted union select 'unknown');
create type district_label as enum (select distinct coalesce(district, 'unknown') from crimes_accepted union select 'unknown');
create type team_label as enum (select distinct coalesce(team, 'unknown') from crimes_accepted union select 'unknown');
create type offence_label as enum (
    select distinct offence_code from crimes_accepted where offence_code is not null
    union select offence_code from offence_codes
    union select 'unknown'
);
create type victim_age_band_label as enum (
    '0-12', '13-15', '16-17', '18-24', '25-34', '35-44', '45-54', '55-64', '65+', 'unknown'
);
create type victim_sex_label as enum (select distinct coalesce(victim_sex, 'unknown') from crimes_accepted union select 'unknown');
create type relationship_label as enum (select distinct coalesce(relationship, 'unknown') from crimes_accepted union select 'unknown');
create type domestic_label as enum ('yes', 'no', 'unknown');
create type non_recent_label as enum ('yes', 'no', 'unknown');
create type suspect_identified_label as enum ('yes', 'no', 'unknown')
