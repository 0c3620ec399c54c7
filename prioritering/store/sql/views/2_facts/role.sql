-- Roles of the object's organisation; never names.
with final as (
    select
        plan_key,
        version,
        position,
        cells ->> 'id' as role_id,
        cells ->> 'niva' as level,
        cells ->> 'del' as part,
        cells ->> 'roll' as role_name,
        cells ->> 'status' as status,
        cast(nullif(cells ->> 'rad', '') as integer) as line,
        cast(nullif(cells ->> 'rad_till', '') as integer) as line_to
    from plan_row
    where file = 'roller'
)

select * from final
