-- One row a plan: whose it is, its newest version and how many projects it has.
with counted as (
    select plan_id, version, count(*) as projects
    from project
    group by plan_id, version
),

final as (
    select
        current_version.plan_id,
        current_version.version,
        current_version.name,
        current_version.period,
        current_version.document,
        municipality.name as municipality,
        governance_object.name as governance_object,
        coalesce(counted.projects, 0) as projects,
        current_version.imported_at
    from current_version
    inner join governance_object on current_version.object_id = governance_object.object_id
    inner join municipality on governance_object.municipality_id = municipality.municipality_id
    left join counted
        on current_version.plan_id = counted.plan_id
        and current_version.version = counted.version
)

select * from final
