insert into change_entry (plan_key, kind, project_id, criterion_id, content, withdrawn, role, reason, made_at)
values ($plan_key, $kind, $project_id, $criterion_id, $content, $withdrawn, $role, $reason, $made_at)
returning entry_id
