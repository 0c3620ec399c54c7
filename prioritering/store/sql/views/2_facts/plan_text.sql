-- What the plan says in running text of itself and its parts, word for word.
with final as (
    select
        plan_key,
        version,
        position,
        cells ->> 'id' as text_id,
        cells ->> 'avsnitt' as section,
        cells ->> 'text' as statement,
        cells ->> 'status' as status,
        cast(nullif(cells ->> 'rad', '') as integer) as line,
        cast(nullif(cells ->> 'rad_till', '') as integer) as line_to
    from plan_row
    where file = 'plantext'
)

select * from final
