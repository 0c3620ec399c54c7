select kind, content from change_in_force where plan_id = $plan_id order by entry_id
