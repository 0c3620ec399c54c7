select version, content_hash from current_version where plan_id = $plan_id
