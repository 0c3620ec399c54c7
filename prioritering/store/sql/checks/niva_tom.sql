-- Projects with an empty level on one criterion although another is stated.
with marks as (
    select *, count(*) filter (where status = 'angivet') over (partition by project_id) as stated
    from project_mark
    where plan_key = $plan_key and version = $version
),

final as (
    select project_id as subject, criterion_id as detail, line, line_to
    from marks
    where status = 'tomt' and stated > 0
    order by position
)

select * from final
