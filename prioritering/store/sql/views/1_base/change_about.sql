-- Every entry of the group's, by what it is about; an old one about a further column as entry_column reads it.
with final as (
    select
        change_entry.entry_id,
        change_entry.plan_key,
        change_entry.kind,
        change_entry.project_id,
        coalesce(entry_column.criterion_id, change_entry.criterion_id) as criterion_id,
        coalesce(entry_column.left_standing, change_entry.content) as content,
        change_entry.withdrawn and entry_column.left_standing is null as withdrawn,
        change_entry.role,
        change_entry.reason,
        change_entry.made_at,
        change_entry.maker,
        change_entry.undoes
    from change_entry
    left join entry_column on change_entry.entry_id = entry_column.entry_id
)

select * from final
