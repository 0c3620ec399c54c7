-- Projects that have another name in the running text, or no text although other projects of the class have.
with texts as (
    select distinct project_id
    from project_text
    where plan_key = $plan_key and version = $version
),

described as (
    select distinct project.tier
    from project
    inner join texts on project.project_id = texts.project_id
    where project.plan_key = $plan_key and project.version = $version
),

final as (
    select
        project_id as subject,
        case when alias != '' then 'kallas även ”' || alias || '”' else 'har ingen egen text' end as detail,
        line,
        line_to
    from project
    where
        plan_key = $plan_key
        and version = $version
        and (
            alias != ''
            or (tier in (select tier from described) and project_id not in (select project_id from texts))
        )
    order by position
)

select * from final
