select coalesce(max(entry_id), 0) from change_entry where plan_id = $plan_id
