-- Projects with neither cost nor any level.
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
    )
order by project.position
