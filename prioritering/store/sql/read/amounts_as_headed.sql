-- What stood of further amounts at entry number $entry when each heading of a column had answers of its own.
with numbered as (
    select
        entry_id,
        content,
        withdrawn,
        row_number() over (partition by project_id, criterion_id order by entry_id desc) as age
    from change_entry
    where plan_key = $plan_key and kind = 'amounts' and entry_id <= $entry
),

final as (
    select entry_id, content
    from numbered
    where age = 1 and not withdrawn
)

select content from final order by entry_id
