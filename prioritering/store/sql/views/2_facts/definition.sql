-- What the plan means by its words; empty where a word is used but not defined.
with final as (
    select
        plan_id,
        version,
        position,
        cells ->> 'begrepp' as term,
        case
            when regexp_full_match(lower(cells ->> 'begrepp'), 'strategisk(t|a)? projekt') then 'strategiskt'
            when regexp_full_match(lower(cells ->> 'begrepp'), 'prioritera(t|d|de) projekt') then 'prioriterat'
            when regexp_full_match(lower(cells ->> 'begrepp'), 'önskvär(t|d|da) projekt') then 'önskvärt'
        end as tier,
        cells ->> 'text' as definition_text,
        cells ->> 'status' as status,
        cast(nullif(cells ->> 'rad', '') as integer) as line,
        cast(nullif(cells ->> 'rad_till', '') as integer) as line_to
    from plan_row
    where file = 'definitioner'
)

select * from final
