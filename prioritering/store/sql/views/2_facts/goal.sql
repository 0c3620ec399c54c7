-- The committees' goals in the plan's goal table.
with final as (
    select
        plan_key,
        version,
        position,
        cells ->> 'id' as goal_id,
        cells ->> 'namnder' as committees,
        cells ->> 'namndmal' as committee_goal,
        cells ->> 'etikett' as label,
        cells ->> 'tolkning' as reading,
        cells ->> 'status' as status,
        cast(nullif(cells ->> 'rad', '') as integer) as line,
        cast(nullif(cells ->> 'rad_till', '') as integer) as line_to
    from plan_row
    where file = 'mal'
)

select * from final
