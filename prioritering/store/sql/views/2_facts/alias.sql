-- Different spellings of the same thing, as read here.
with final as (
    select
        plan_key,
        version,
        position,
        cells ->> 'kanoniskt' as canonical,
        cells ->> 'skrivning' as spelling,
        cells ->> 'slag' as alias_kind,
        cells ->> 'rader' as lines,
        cells ->> 'status' as status
    from plan_row
    where file = 'alias'
)

select * from final
