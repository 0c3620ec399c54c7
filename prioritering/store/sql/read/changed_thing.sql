select content from change_in_force
where plan_key = $plan_key and kind = $kind and project_id = $project_id and criterion_id = $criterion_id
