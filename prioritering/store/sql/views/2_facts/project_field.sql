-- Status, raw text and place of each value in the plan's project table.
with final as (
    select
        plan_key,
        version,
        position,
        cells ->> 'projekt' as project_id,
        cells ->> 'falt' as field,
        cells ->> 'ratext' as raw_text,
        cells ->> 'status' as status,
        cast(nullif(cells ->> 'rad', '') as integer) as line,
        cast(nullif(cells ->> 'rad_till', '') as integer) as line_to
    from plan_row
    where file = 'projekt_falt'
)

select * from final
