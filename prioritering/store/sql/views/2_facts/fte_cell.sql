-- Staff in full-time years by main activity, part and budget class.
with final as (
    select
        plan_key,
        version,
        position,
        cells ->> 'id' as cell_id,
        cells ->> 'huvudaktivitet' as main_activity,
        cells ->> 'del' as part,
        cells ->> 'klass' as budget_class,
        cells ->> 'slag' as cell_kind,
        cast(nullif(cells ->> 'arsarbeten', '') as decimal(18, 2)) as fte,
        cells ->> 'ratext' as raw_text,
        cells ->> 'status' as status,
        cast(nullif(cells ->> 'rad', '') as integer) as line,
        cast(nullif(cells ->> 'rad_till', '') as integer) as line_to
    from plan_row
    where file = 'arsarbeten'
)

select * from final
