-- Stated reasons why the budget differs from the forecast.
with final as (
    select
        plan_key,
        version,
        position,
        cells ->> 'id' as reason_id,
        cells ->> 'text' as reason_text,
        cast(nullif(cells ->> 'belopp_kr', '') as decimal(18, 2)) as amount_kr,
        cells ->> 'tolkning' as reading,
        cells ->> 'status' as status,
        cast(nullif(cells ->> 'rad', '') as integer) as line,
        cast(nullif(cells ->> 'rad_till', '') as integer) as line_to
    from plan_row
    where file = 'skal'
)

select * from final
