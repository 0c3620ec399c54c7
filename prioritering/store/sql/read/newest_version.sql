select version, content_hash from current_version where plan_key = $plan_key
