-- Documents that govern the object, what they aim at and how they affect it.
with final as (
    select
        plan_key,
        version,
        position,
        cast(cells ->> 'id' as integer) as document_no,
        cells ->> 'dokument' as title,
        cells ->> 'mal' as aim,
        cells ->> 'mal_status' as aim_status,
        cast(nullif(cells ->> 'mal_rad', '') as integer) as aim_line,
        cast(nullif(cells ->> 'mal_rad_till', '') as integer) as aim_line_to,
        cells ->> 'paverkan' as effect,
        cells ->> 'paverkan_status' as effect_status,
        cast(nullif(cells ->> 'paverkan_rad', '') as integer) as effect_line,
        cast(nullif(cells ->> 'paverkan_rad_till', '') as integer) as effect_line_to,
        cast(nullif(cells ->> 'dokument_rad', '') as integer) as line,
        cast(nullif(cells ->> 'dokument_rad_till', '') as integer) as line_to
    from plan_row
    where file = 'styrande_dokument'
)

select * from final
