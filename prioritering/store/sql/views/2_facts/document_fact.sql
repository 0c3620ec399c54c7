-- What a document says of itself.
with final as (
    select
        plan_key,
        version,
        position,
        cells ->> 'id' as fact_id,
        cells ->> 'namn' as name,
        cells ->> 'varde' as fact_text,
        cells ->> 'ratext' as raw_text,
        cells ->> 'status' as status,
        coalesce(cells ->> 'rader', '') as lines,
        cast(cells ->> 'rad' as integer) as line,
        cast(cells ->> 'rad_till' as integer) as line_to
    from plan_row
    where file = 'faktum'
)

select * from final
