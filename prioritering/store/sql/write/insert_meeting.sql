insert into meeting (meeting_id, plan_key, code, naming, roles, model, opened_by, opened_at)
values ($meeting_id, $plan_key, $code, $naming, $roles, $model, $opened_by, $opened_at)
