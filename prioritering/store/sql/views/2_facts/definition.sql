-- What the plan means by its words; empty where a word is used but not defined.
with final as (
    select
        plan_key,
        version,
        position,
        cells ->> 'begrepp' as term,
        -- The forms are written out: a plan that defines anything but the class's projects must not be taken for it.
        case lower(cells ->> 'begrepp')
            when 'strategisk projekt' then 'strategiskt'
            when 'strategiskt projekt' then 'strategiskt'
            when 'strategiska projekt' then 'strategiskt'
            when 'prioriterat projekt' then 'prioriterat'
            when 'prioriterad projekt' then 'prioriterat'
            when 'prioriterade projekt' then 'prioriterat'
            when 'önskvärt projekt' then 'önskvärt'
            when 'önskvärd projekt' then 'önskvärt'
            when 'önskvärda projekt' then 'önskvärt'
        end as tier,
        cells ->> 'text' as definition_text,
        cells ->> 'status' as status,
        cast(nullif(cells ->> 'rad', '') as integer) as line,
        cast(nullif(cells ->> 'rad_till', '') as integer) as line_to
    from plan_row
    where file = 'definitioner'
)

select * from final
