-- How shared costs are divided between cost bearers.
with final as (
    select
        plan_key,
        version,
        position,
        cells ->> 'id' as key_id,
        cells ->> 'nyckel' as key_name,
        cells ->> 'kostnadsbarare' as cost_bearer,
        cast(nullif(cells ->> 'andel_procent', '') as decimal(18, 2)) as share_percent,
        cells ->> 'text' as rule_text,
        cells ->> 'status' as status,
        cast(nullif(cells ->> 'rad', '') as integer) as line,
        cast(nullif(cells ->> 'rad_till', '') as integer) as line_to
    from plan_row
    where file = 'fordelningsnycklar'
)

select * from final
