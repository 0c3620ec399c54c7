-- Each version keeps the files it was read from: their bytes, once for all versions that have the same, and their cells.
-- Versions read in before have neither; their projects have nothing in the columns that are new here.
create table file_content (
    file_hash varchar primary key,
    bytes blob not null
);

create table plan_file (
    plan_id varchar not null,
    version integer not null,
    file varchar not null,
    file_hash varchar not null,
    primary key (plan_id, version, file)
);

create table plan_cells (
    plan_id varchar not null,
    version integer not null,
    source varchar not null,
    row_number integer not null,
    cells json not null
);

alter table project add column begun varchar default '';

alter table project add column other json default '{}';
