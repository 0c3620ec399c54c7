-- The newest entry for each thing that can be changed, unless it has been taken back.
with numbered as (
    select
        *,
        row_number() over (
            partition by plan_key, kind, project_id, criterion_id
            order by entry_id desc
        ) as age
    from change_about
),

final as (
    select entry_id, plan_key, kind, project_id, criterion_id, content, role, reason, made_at
    from numbered
    where age = 1 and not withdrawn
)

select * from final
