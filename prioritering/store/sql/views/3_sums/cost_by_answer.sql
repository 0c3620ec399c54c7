-- Known cost and unknown count per criterion and answer as printed (order and case of listed effects ignored).
with answers as (
    select
        mark.plan_key,
        mark.version,
        project.tier,
        mark.criterion_id,
        (
            select string_agg(effect, ', ' order by effect)
            from unnest(regexp_split_to_array(lower(mark.printed), '\s*[,;]\s*')) as listed(effect)
        ) as answer,
        project.cost_low_kr
    from project_mark as mark
    inner join project
        on mark.plan_key = project.plan_key
        and mark.version = project.version
        and mark.project_id = project.project_id
),

final as (
    select
        plan_key,
        version,
        tier,
        criterion_id,
        answer,
        count(*) as projects,
        count(*) - count(cost_low_kr) as unknown,
        coalesce(sum(cost_low_kr), 0) as known_kr
    from answers
    group by plan_key, version, tier, criterion_id, answer
)

select * from final
