-- Projects whose costs by year cannot come to the project's cost, wherever in their ranges they are. A year that is
-- unknown, or can be read in two ways, may be any amount: then the years come to no less than the others. A plan with a
-- single year says nothing of the others, which may take the rest.
with years as (
    select count(distinct column_name) as many
    from further_cost
    where plan_key = $plan_key and version = $version and cost_series = 'år'
),

sums as (
    select
        position,
        project_id,
        sum(low_kr) as low_kr,
        case when count(high_kr) = count(*) then sum(high_kr) end as high_kr
    from further_cost
    where plan_key = $plan_key and version = $version and cost_series = 'år'
    group by position, project_id
),

final as (
    select
        project.name as subject,
        case when years.many > 1 then 'åren är tillsammans ' else 'året är ' end
        || case when sums.high_kr is null then 'minst ' else '' end || 'tkr:' || sums.low_kr
        || case when sums.high_kr != sums.low_kr then ' till tkr:' || sums.high_kr else '' end
        || ', kostnaden är tkr:' || project.cost_low_kr
        || case when project.cost_high_kr != project.cost_low_kr then ' till tkr:' || project.cost_high_kr else '' end
            as detail,
        project.line,
        project.line_to
    from sums
    inner join project using (position, project_id)
    cross join years
    where
        project.plan_key = $plan_key
        and project.version = $version
        and ((years.many > 1 and sums.high_kr < project.cost_low_kr) or sums.low_kr > project.cost_high_kr)
    order by sums.position
)

select * from final
