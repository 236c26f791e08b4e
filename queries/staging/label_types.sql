-- Makes a type of the labels of each dimension: a crime then holds a small number for a label that is read a thousand
-- times. Each has the label of a crime that does not say.
create type force_label as enum (
    select label from labels where column_name = 'force'
    union
    select read_text(raw) from texts where text_no in (select force from outcomes_rows) and read_text(raw) is not null
    union
    select 'unknown'
);
create type district_label as enum (
    select label from labels where column_name = 'district'
    union
    select 'unknown'
);
create type team_label as enum (
    select label from labels where column_name = 'team'
    union
    select 'unknown'
);
create type victim_sex_label as enum (
    select label from labels where column_name = 'victim_sex'
    union
    select 'unknown'
);
create type relationship_label as enum (
    select label from labels where column_name = 'relationship'
    union
    select 'unknown'
);

create type offence_label as enum (
    select code from text_codes where column_name in ('offence_code', 'offence_text') and code is not null
    union
    select offence_code from offence_codes
    union
    select 'unknown'
);

create type outcome_code_label as enum (
    select code from text_codes where column_name = 'outcome_code' and code is not null
    union
    select '0'
);

create type outcome_group_label as enum (
    select outcome_group from outcome_codes
    union
    select 'open'
    union
    select 'unmapped'
);

create type victim_age_band_label as enum (
    '0-12', '13-15', '16-17', '18-24', '25-34', '35-44', '45-54', '55-64', '65+', 'unknown'
);

create type yes_no_label as enum ('yes', 'no', 'unknown')
