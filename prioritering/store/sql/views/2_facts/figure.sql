-- Figures stated in running text, and which total they are a part of.
with final as (
    select
        plan_key,
        version,
        position,
        cells ->> 'id' as figure_id,
        cells ->> 'namn' as name,
        cast(nullif(cells ->> 'varde', '') as decimal(18, 3)) as amount,
        cells ->> 'enhet' as unit,
        case cells ->> 'ungefar' when 'ja' then true when 'nej' then false end as approximate,
        cells ->> 'ingar_i' as part_of,
        cells ->> 'ratext' as raw_text,
        cells ->> 'status' as status,
        cast(nullif(cells ->> 'rad', '') as integer) as line,
        cast(nullif(cells ->> 'rad_till', '') as integer) as line_to
    from plan_row
    where file = 'tal'
)

select * from final
