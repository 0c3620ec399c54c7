-- Stated causes of deviations; deviation_id is empty where the plan names no system.
with final as (
    select
        plan_key,
        version,
        position,
        cells ->> 'id' as cause_id,
        cells ->> 'system' as deviation_id,
        cells ->> 'text' as cause_text,
        cells ->> 'tolkning' as reading,
        cells ->> 'status' as status,
        cast(nullif(cells ->> 'rad', '') as integer) as line,
        cast(nullif(cells ->> 'rad_till', '') as integer) as line_to
    from plan_row
    where file = 'orsaker'
)

select * from final
