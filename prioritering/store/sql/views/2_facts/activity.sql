-- Activities of the year by actor; blank where the list is not said to be prioritised.
with final as (
    select
        plan_key,
        version,
        position,
        cells ->> 'projekt' as project_id,
        cells ->> 'aktor' as actor,
        cells ->> 'text' as activity,
        case cells ->> 'prioriteras' when 'ja' then true when 'nej' then false end as prioritised,
        cells ->> 'status' as status,
        cast(nullif(cells ->> 'rad', '') as integer) as line,
        cast(nullif(cells ->> 'rad_till', '') as integer) as line_to
    from plan_row
    where file = 'aktiviteter'
)

select * from final
