-- What the plan says of a project in running text, word for word.
with final as (
    select
        plan_key,
        version,
        position,
        cells ->> 'projekt' as project_id,
        cells ->> 'text' as statement,
        cells ->> 'status' as status,
        cast(nullif(cells ->> 'rad', '') as integer) as line,
        cast(nullif(cells ->> 'rad_till', '') as integer) as line_to
    from plan_row
    where file = 'projekttext'
)

select * from final
