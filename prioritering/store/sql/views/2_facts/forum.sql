-- The forums where decisions are taken and work is done.
with final as (
    select
        plan_key,
        version,
        position,
        cells ->> 'id' as forum_id,
        cells ->> 'slag' as forum_kind,
        cells ->> 'namn' as name,
        cells ->> 'status' as status,
        cast(nullif(cells ->> 'rad', '') as integer) as line,
        cast(nullif(cells ->> 'rad_till', '') as integer) as line_to
    from plan_row
    where file = 'forum'
)

select * from final
