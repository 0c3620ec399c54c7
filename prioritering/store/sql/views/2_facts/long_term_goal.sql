-- Long-term goals, focus areas and sub-goals by actor.
with final as (
    select
        plan_key,
        version,
        position,
        cells ->> 'id' as goal_id,
        cells ->> 'aktor' as actor,
        cells ->> 'niva' as goal_level,
        cells ->> 'ingar_i' as part_of,
        cells ->> 'text' as goal_text,
        cells ->> 'status' as status,
        cast(nullif(cells ->> 'rad', '') as integer) as line,
        cast(nullif(cells ->> 'rad_till', '') as integer) as line_to
    from plan_row
    where file = 'langsiktiga_mal'
)

select * from final
