-- Every project, by version, that has had a name which one of some projects has had in any version up to one.
-- Capitals and spaces are no part of a name.
with named as (
    select
        version, project_id, name,
        lower(trim(regexp_replace(name, '\s+', ' ', 'g'))) as folded
    from project
    where plan_key = $plan_key
      and version <= $version
)

select version, project_id, name
from named
where folded in (select folded from named where list_contains($project_ids, project_id))
order by version, project_id
