-- The object plan's activities under each goal with the projects that answer to them, if any.
with final as (
    select
        activity.plan_key,
        activity.version,
        activity.position,
        activity.goal_id,
        activity.activity_id,
        activity.activity,
        activity.line,
        activity.line_to,
        link.project_id,
        link.strength,
        link.note
    from goal_activity as activity
    left join goal_link as link
        on activity.plan_key = link.plan_key
        and activity.version = link.version
        and activity.activity_id = link.activity_id
    where activity.activity_kind = 'objektplan'
)

select * from final
