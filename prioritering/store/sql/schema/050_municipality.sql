-- A plan's key is its municipality's id and its own id, since two municipalities may have plans with the same id.
-- Ids of municipalities are made anew from their names, as plan/plan_key.py makes them; each version keeps the name as
-- it spells it.
create table municipality_renamed as
with worded as (
    select
        municipality_id as old_id,
        name,
        trim(
            regexp_replace(
                translate(lower(name), 'åäæáàâãöøóòôõéèêëíìîïúùûüçñ', 'aaaaaaaooooooeeeeiiiiuuuucn'),
                '[^a-z0-9]+', '-', 'g'
            ),
            '-'
        ) as words
    from municipality
),

bared as (
    select
        old_id,
        name,
        case
            when regexp_matches(words, '(as|fors)-(kommun|stad)$') then regexp_replace(words, '-(kommun|stad)$', '')
            else regexp_replace(words, 's?-(kommun|stad)$', '')
        end as bare
    from worded
)

select old_id, name, case when name = 'Ej angiven' or bare = '' then 'egen' else bare end as new_id
from bared;

create table object_renamed as
select
    governance_object.object_id as old_id,
    governance_object.name,
    municipality_renamed.new_id as municipality_id,
    municipality_renamed.new_id
    || substr(governance_object.object_id, length(governance_object.municipality_id) + 1) as new_id
from governance_object
inner join municipality_renamed on governance_object.municipality_id = municipality_renamed.old_id;

alter table plan_version add column municipality varchar default '';

update plan_version
set municipality = municipality.name
from governance_object
inner join municipality on governance_object.municipality_id = municipality.municipality_id
where plan_version.object_id = governance_object.object_id and municipality.name <> 'Ej angiven';

create table plan_renamed as
select
    plan.plan_id,
    coalesce(object_renamed.municipality_id, 'egen') as municipality_id,
    coalesce(object_renamed.new_id, plan.object_id) as object_id,
    coalesce(object_renamed.municipality_id, 'egen') || '/' || plan.plan_id as plan_key
from plan
left join object_renamed on plan.object_id = object_renamed.old_id;

update plan_version
set object_id = object_renamed.new_id
from object_renamed
where plan_version.object_id = object_renamed.old_id;

drop table municipality;

create table municipality (
    municipality_id varchar primary key,
    name varchar not null
);

insert into municipality
select new_id, min(name)
from municipality_renamed
group by new_id;

drop table governance_object;

create table governance_object (
    object_id varchar primary key,
    municipality_id varchar not null,
    name varchar not null
);

insert into governance_object
select new_id, min(municipality_id), min(name)
from object_renamed
group by new_id;

drop table plan;

create table plan (
    plan_key varchar primary key,
    municipality_id varchar not null,
    plan_id varchar not null,
    object_id varchar not null
);

insert into plan
select plan_key, municipality_id, plan_id, object_id
from plan_renamed;

alter table plan_version rename column plan_id to plan_key;

alter table project rename column plan_id to plan_key;

alter table project_mark rename column plan_id to plan_key;

alter table plan_row rename column plan_id to plan_key;

alter table plan_file rename column plan_id to plan_key;

alter table plan_cells rename column plan_id to plan_key;

alter table change_entry rename column plan_id to plan_key;

alter table meeting rename column plan_id to plan_key;

update plan_version set plan_key = plan_renamed.plan_key from plan_renamed where plan_version.plan_key = plan_renamed.plan_id;

update project set plan_key = plan_renamed.plan_key from plan_renamed where project.plan_key = plan_renamed.plan_id;

update project_mark set plan_key = plan_renamed.plan_key from plan_renamed where project_mark.plan_key = plan_renamed.plan_id;

update plan_row set plan_key = plan_renamed.plan_key from plan_renamed where plan_row.plan_key = plan_renamed.plan_id;

update plan_file set plan_key = plan_renamed.plan_key from plan_renamed where plan_file.plan_key = plan_renamed.plan_id;

update plan_cells set plan_key = plan_renamed.plan_key from plan_renamed where plan_cells.plan_key = plan_renamed.plan_id;

update change_entry set plan_key = plan_renamed.plan_key from plan_renamed where change_entry.plan_key = plan_renamed.plan_id;

update meeting set plan_key = plan_renamed.plan_key from plan_renamed where meeting.plan_key = plan_renamed.plan_id;

drop table municipality_renamed;

drop table object_renamed;

drop table plan_renamed;
