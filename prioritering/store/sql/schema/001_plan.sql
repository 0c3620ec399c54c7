-- A plan belongs to a governance object and a municipality. A version is never altered once it is in.
create table schema_migration (
    name varchar primary key,
    applied_at timestamptz not null default current_timestamp
);

create table schema_views (
    hash varchar not null,
    applied_at timestamptz not null default current_timestamp
);

create table municipality (
    municipality_id varchar primary key,
    name varchar not null
);

create table governance_object (
    object_id varchar primary key,
    municipality_id varchar not null,
    name varchar not null
);

create table plan (
    plan_id varchar primary key,
    object_id varchar not null
);

create table plan_version (
    plan_id varchar not null,
    version integer not null,
    name varchar not null,
    period varchar not null,
    object_id varchar not null,
    document varchar not null,
    content_hash varchar not null,
    model json not null,
    notices json not null,
    imported_at timestamptz not null default current_timestamp,
    primary key (plan_id, version)
);

create table project (
    plan_id varchar not null,
    version integer not null,
    position integer not null,
    project_id varchar not null,
    name varchar not null,
    tier varchar,
    alias varchar not null,
    perspective_printed varchar not null,
    note varchar not null,
    line integer,
    line_to integer,
    cost_status varchar not null,
    cost_low_kr bigint,
    cost_high_kr bigint,
    cost_raw varchar not null,
    cost_line integer,
    cost_line_to integer
);

create table project_mark (
    plan_id varchar not null,
    version integer not null,
    position integer not null,
    project_id varchar not null,
    criterion_id varchar not null,
    status varchar not null,
    low_level varchar,
    high_level varchar,
    low_number double precision,
    high_number double precision,
    printed varchar not null,
    line integer,
    line_to integer
);

create table plan_row (
    plan_id varchar not null,
    version integer not null,
    file varchar not null,
    position integer not null,
    cells json not null
);
