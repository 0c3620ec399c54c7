-- Projects with neither cost nor any level; what is said of a gate is no level.
with gates as (
    select unnest(json_extract_string(model, '$.gates[*].id')) as gate_id
    from plan_version
    where plan_key = $plan_key and version = $version
)

select project.project_id as subject, project.name as detail, project.line, project.line_to
from project
where
    project.plan_key = $plan_key
    and project.version = $version
    and project.cost_status = 'tomt'
    and not exists (
        select 1
        from project_mark
        where
            project_mark.plan_key = project.plan_key
            and project_mark.version = project.version
            and project_mark.project_id = project.project_id
            and project_mark.status != 'tomt'
            and project_mark.criterion_id not in (select gate_id from gates)
    )
order by project.position
