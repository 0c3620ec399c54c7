-- What an old entry that took back left standing holds the reason of what it left.
update entry_column
set left_standing = json_merge_patch(left_standing, json_object('reason', cast($removed as varchar)))
where left_standing ->> 'reason' = $text
  and entry_id in (select change_entry.entry_id from change_entry where change_entry.plan_key = $plan_key)
