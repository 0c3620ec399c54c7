-- One cell of the forum tables.
with final as (
    select
        plan_key,
        version,
        position,
        cells ->> 'forum' as forum_id,
        cells ->> 'falt' as field,
        cells ->> 'text' as cell_text,
        cells ->> 'tolkning' as reading,
        cells ->> 'notering' as note,
        cells ->> 'status' as status,
        cast(nullif(cells ->> 'rad', '') as integer) as line,
        cast(nullif(cells ->> 'rad_till', '') as integer) as line_to
    from plan_row
    where file = 'forum_celler'
)

select * from final
