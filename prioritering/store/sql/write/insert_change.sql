insert into change_entry (
    plan_key, kind, project_id, criterion_id, content, withdrawn, role, reason, made_at, maker, undoes
)
values (
    $plan_key, $kind, $project_id, $criterion_id, $content, $withdrawn, $role, $reason, $made_at, $maker, $undoes
)
returning entry_id
