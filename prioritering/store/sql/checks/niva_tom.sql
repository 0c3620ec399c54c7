-- Projects with an empty level on one criterion although another is stated.
-- A gate is no criterion: one that has been tried says nothing of levels.
with gates as (
    select unnest(json_extract_string(model, '$.gates[*].id')) as gate_id
    from plan_version
    where plan_key = $plan_key and version = $version
),

marks as (
    select *, count(*) filter (where status = 'angivet') over (partition by project_id) as stated
    from project_mark
    where
        plan_key = $plan_key
        and version = $version
        and criterion_id not in (select gate_id from gates)
),

final as (
    select project_id as subject, criterion_id as column_name, '' as detail, line, line_to
    from marks
    where status = 'tomt' and stated > 0
    order by position
)

select * from final
