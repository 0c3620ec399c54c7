-- Strategic projects that no activity in the goal table names; only for plans with a goal table.
select project.project_id as subject, project.name as detail, project.line, project.line_to
from project
where
    project.plan_key = $plan_key
    and project.version = $version
    and project.tier = 'strategiskt'
    and exists (select 1 from goal where goal.plan_key = $plan_key and goal.version = $version)
    and not exists (
        select 1
        from goal_link
        where
            goal_link.plan_key = project.plan_key
            and goal_link.version = project.version
            and goal_link.project_id = project.project_id
    )
order by project.position
