-- Documented contradictions and gaps, and how each is shown.
with final as (
    select
        plan_key,
        version,
        position,
        cells ->> 'id' as observation_id,
        cells ->> 'rubrik' as title,
        cells ->> 'text' as explanation,
        cells ->> 'ror' as concerns,
        cells ->> 'hantering' as handling,
        cells ->> 'kontroll' as check_name,
        cells ->> 'rader' as lines
    from plan_row
    where file = 'iakttagelser'
)

select * from final
