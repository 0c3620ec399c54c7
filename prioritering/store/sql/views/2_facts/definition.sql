-- What the plan means by its words; empty where a word is used but not defined.
with final as (
    select
        plan_id,
        version,
        position,
        cells ->> 'begrepp' as term,
        cells ->> 'text' as definition_text,
        cells ->> 'status' as status,
        cast(nullif(cells ->> 'rad', '') as integer) as line,
        cast(nullif(cells ->> 'rad_till', '') as integer) as line_to
    from plan_row
    where file = 'definitioner'
)

select * from final
