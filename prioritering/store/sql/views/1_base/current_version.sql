-- The newest version of each plan.
with numbered as (
    select plan_id, max(version) as version
    from plan_version
    group by plan_id
),

final as (
    select plan_version.*
    from plan_version
    inner join numbered
        on plan_version.plan_id = numbered.plan_id
        and plan_version.version = numbered.version
)

select * from final
