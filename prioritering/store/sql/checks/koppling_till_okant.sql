-- Links, texts and overlaps that name a project or goal that the plan does not have.
with known as (
    select project_id as id from project where plan_key = $plan_key and version = $version
    union all
    select goal_id as id from goal where plan_key = $plan_key and version = $version
    union all
    select activity_id as id from goal_activity where plan_key = $plan_key and version = $version
),

named as (
    select project_id as id, 'mal_kopplingar.csv' as detail from goal_link where plan_key = $plan_key and version = $version
    union all
    select activity_id, 'mal_kopplingar.csv' from goal_link where plan_key = $plan_key and version = $version
    union all
    select project_id, 'projekttext.csv' from project_text where plan_key = $plan_key and version = $version
    union all
    select goal_id, 'mal_aktiviteter.csv' from goal_activity where plan_key = $plan_key and version = $version
    union all
    select first_id, 'overlapp.csv' from overlap where plan_key = $plan_key and version = $version
    union all
    select second_id, 'overlapp.csv' from overlap where plan_key = $plan_key and version = $version
),

final as (
    select distinct id as subject, detail, cast(null as integer) as line, cast(null as integer) as line_to
    from named
    where id not in (select id from known)
    order by id
)

select * from final
