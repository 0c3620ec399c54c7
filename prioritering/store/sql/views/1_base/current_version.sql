-- The newest version of each plan.
with numbered as (
    select plan_key, max(version) as version
    from plan_version
    group by plan_key
),

final as (
    select plan_version.*
    from plan_version
    inner join numbered
        on plan_version.plan_key = numbered.plan_key
        and plan_version.version = numbered.version
)

select * from final
