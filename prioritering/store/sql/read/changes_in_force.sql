-- The newest entry for each thing, unless taken back, as things stood at entry number $entry (null: now).
with numbered as (
    select
        entry_id, kind, content, withdrawn,
        row_number() over (partition by kind, project_id, criterion_id order by entry_id desc) as age
    from change_about
    where plan_key = $plan_key
      and ($entry is null or entry_id <= $entry)
),

final as (
    select entry_id, kind, content
    from numbered
    where age = 1 and not withdrawn
)

select kind, content from final order by entry_id
