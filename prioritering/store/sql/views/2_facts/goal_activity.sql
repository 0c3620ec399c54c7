-- Activities under a goal: the operational plan's and the object plan's own.
with final as (
    select
        plan_key,
        version,
        position,
        cells ->> 'id' as activity_id,
        cells ->> 'mal' as goal_id,
        cells ->> 'slag' as activity_kind,
        cells ->> 'text' as activity,
        cells ->> 'tolkning' as reading,
        cells ->> 'status' as status,
        cast(nullif(cells ->> 'rad', '') as integer) as line,
        cast(nullif(cells ->> 'rad_till', '') as integer) as line_to
    from plan_row
    where file = 'mal_aktiviteter'
)

select * from final
