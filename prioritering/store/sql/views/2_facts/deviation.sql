-- Systems that were late or above calculation in the period before.
with final as (
    select
        plan_key,
        version,
        position,
        cells ->> 'id' as deviation_id,
        cells ->> 'system' as system,
        case cells ->> 'forsenad' when 'ja' then true when 'nej' then false end as late,
        case cells ->> 'over_kalkyl' when 'ja' then true when 'nej' then false end as above_calculation,
        cells ->> 'rader' as lines,
        cells ->> 'status' as status
    from plan_row
    where file = 'avvikelser'
)

select * from final
