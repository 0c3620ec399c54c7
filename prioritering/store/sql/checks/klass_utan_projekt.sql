-- Classes that the plan's definitions name but that no project has.
select definition.term as subject, 'inga listade i planen' as detail, definition.line, definition.line_to
from definition
where
    definition.plan_key = $plan_key
    and definition.version = $version
    and definition.tier is not null
    and not exists (
        select 1
        from project
        where project.plan_key = $plan_key and project.version = $version and project.tier = definition.tier
    )
order by definition.position
