-- Which project answers to which activity; derived from names, never stated as a link.
with final as (
    select
        plan_key,
        version,
        position,
        cells ->> 'projekt' as project_id,
        cells ->> 'aktivitet' as activity_id,
        cells ->> 'styrka' as strength,
        cells ->> 'notering' as note,
        cells ->> 'status' as status,
        cast(nullif(cells ->> 'rad', '') as integer) as line,
        cast(nullif(cells ->> 'rad_till', '') as integer) as line_to
    from plan_row
    where file = 'mal_kopplingar'
)

select * from final
