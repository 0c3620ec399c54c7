-- Pairs of projects or goals that may concern the same need; flagged, never merged.
with final as (
    select
        plan_key,
        version,
        position,
        cells ->> 'ett' as first_id,
        cells ->> 'annat' as second_id,
        cells ->> 'text' as explanation,
        cells ->> 'rader' as lines,
        cells ->> 'status' as status
    from plan_row
    where file = 'overlapp'
)

select * from final
