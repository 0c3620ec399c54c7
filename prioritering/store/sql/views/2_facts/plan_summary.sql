-- One row a plan: whose it is, its newest version and how many projects it has.
with counted as (
    select plan_key, version, count(*) as projects
    from project
    group by plan_key, version
),

final as (
    select
        current_version.plan_key,
        current_version.version,
        current_version.name,
        current_version.period,
        current_version.document,
        current_version.municipality,
        governance_object.name as governance_object,
        coalesce(counted.projects, 0) as projects,
        current_version.imported_at
    from current_version
    inner join governance_object on current_version.object_id = governance_object.object_id
    left join counted
        on current_version.plan_key = counted.plan_key
        and current_version.version = counted.version
)

select * from final
