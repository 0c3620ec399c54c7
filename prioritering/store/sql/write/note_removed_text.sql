insert into removed_text (plan_key, removed_at, removed_by)
values ($plan_key, $removed_at, $removed_by)
