select content from change_in_force
where plan_id = $plan_id and kind = $kind and project_id = $project_id and criterion_id = $criterion_id
