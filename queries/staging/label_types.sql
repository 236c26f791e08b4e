-- The labels of each dimension as a type of its own: a crime then holds a small number for a label that is read a thousand
-- times. Each has the label of a crime that does not say.
create type force_label as enum (
    select distinct read_text(force) from cases_text where read_text(force) is not null
    union
    select 'unknown'
);
create type district_label as enum (
    select distinct read_text(district) from cases_text where read_text(district) is not null
    union
    select 'unknown'
);
create type team_label as enum (
    select distinct read_text(team) from cases_text where read_text(team) is not null
    union
    select 'unknown'
);
create type victim_sex_label as enum (
    select distinct read_text(victim_sex) from cases_text where read_text(victim_sex) is not null
    union
    select 'unknown'
);
create type relationship_label as enum (
    select distinct read_text(relationship) from cases_text where read_text(relationship) is not null
    union
    select 'unknown'
);

create type offence_label as enum (
    select distinct code
    from code_texts
    where column_name in ('offence_code', 'offence_text') and code is not null
    union
    select offence_code from offence_codes
    union
    select 'unknown'
);

create type victim_age_band_label as enum (
    '0-12', '13-15', '16-17', '18-24', '25-34', '35-44', '45-54', '55-64', '65+', 'unknown'
);

create type yes_no_label as enum ('yes', 'no', 'unknown')
