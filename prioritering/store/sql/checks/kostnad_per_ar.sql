-- Projects whose costs by year, where all can be read as one figure, do not come to the project's cost.
with cells as (
    select
        project.*,
        replace(json_extract_string(project.other, '$."' || listed.column_name || '"'), ' ', '') as written
    from project, unnest(json_keys(project.other)) as listed(column_name)
    where
        project.plan_key = $plan_key
        and project.version = $version
        and regexp_matches(listed.column_name, '^\s*kostnad[ _(]*(19|20)[0-9]{2}\)?\s*$', 'i')
),

-- 1.500 may be one and a half or a thousand times more, so it is no figure to sum.
figures as (
    select
        *,
        case
            when not regexp_matches(written, '^[1-9][0-9]{0,2}[.,][0-9]{3}$')
                then try_cast(replace(written, ',', '.') as decimal(18, 3))
        end as tkr
    from cells
    where written != ''
),

sums as (
    select
        position, name, line, line_to, cost_low_kr, cost_high_kr,
        cast(sum(tkr) * 1000 as bigint) as total_kr,
        bool_and(tkr is not null) as readable
    from figures
    group by position, name, line, line_to, cost_low_kr, cost_high_kr
),

final as (
    select
        name as subject,
        'åren är tillsammans kr:' || total_kr || ', kostnaden är kr:' || cost_low_kr
        || case when cost_high_kr != cost_low_kr then ' till kr:' || cost_high_kr else '' end as detail,
        line,
        line_to
    from sums
    where readable and (total_kr < cost_low_kr or total_kr > cost_high_kr)
    order by position
)

select * from final
